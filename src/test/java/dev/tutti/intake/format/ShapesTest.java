package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.intake.format.Item.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shape that a specification allows, read without being told its format and with it. */
class ShapesTest {

    private static final int BODY = 10;

    private final AlertFormats formats = new AlertFormats(Bodies.NOON);

    static Stream<String> rows() {
        return new String(Bodies.sample("shapes", "expected.psv"), StandardCharsets.UTF_8)
                .lines()
                .filter(row -> !row.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsTheShape(String row) {
        String[] wanted =
                Stream.of(row.split("\\|", BODY + 1)).map(String::strip).toArray(String[]::new);
        byte[] body = Bodies.bytes(wanted[BODY]);
        var parsed = (Parsed) Bodies.items(formats.any(), body).get(0);
        var report = parsed.report();

        assertThat(parsed.format()).isEqualTo(wanted[0]);
        assertThat(report.title()).isEqualTo(wanted[2]);
        assertThat(report.rule()).isEqualTo(wanted[3]);
        assertThat(report.severity() + " " + report.score()).isEqualTo(wanted[4]);
        assertThat(report.observedAt()).hasToString(wanted[5]);
        if (wanted[6].isEmpty()) {
            assertThat(report.sourceId()).matches("[0-9a-f]{64}");
        } else {
            assertThat(report.sourceId()).isEqualTo(wanted[6]);
        }
        assertThat(report.details().status()).hasToString(wanted[7]);
        assertThat(String.join(", ", report.techniques())).isEqualTo(wanted[8]);
        assertThat(String.join(", ", Bodies.observed(report))).isEqualTo(wanted[9]);
        assertThat(Bodies.report(formats.named(wanted[0]).orElseThrow(), wanted[BODY]))
                .as("read as what it is said to be")
                .isEqualTo(report);
    }
}
