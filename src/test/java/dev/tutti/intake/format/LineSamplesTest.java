package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.intake.format.Item.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the samples, against what the specifications say of it. */
class LineSamplesTest {

    private final AlertFormat any = new AlertFormats(Bodies.NOON).any();

    static Stream<String> rows() {
        return new String(Bodies.sample("lines", "expected.psv"), StandardCharsets.UTF_8)
                .lines()
                .filter(row -> !row.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsTheLine(String row) {
        String[] wanted = Stream.of(row.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        var items = Bodies.items(any, Bodies.sample("lines", wanted[0]));
        var parsed = (Parsed) items.get(Integer.parseInt(wanted[1]) - 1);
        var report = parsed.report();

        assertThat(report.title()).isEqualTo(wanted[2]);
        assertThat(report.severity()).hasToString(wanted[3]);
        assertThat(report.severityOriginal()).isEqualTo(wanted[4]);
        assertThat(report.kind()).hasToString(wanted[5]);
        assertThat(report.observedAt())
                .hasToString(wanted[6].equals("arrival") ? Bodies.NOON.instant().toString() : wanted[6]);
        if (wanted[7].isEmpty()) {
            assertThat(report.sourceId()).matches("[0-9a-f]{64}");
        } else {
            assertThat(report.sourceId()).isEqualTo(wanted[7]);
        }
        assertThat(report.observables().stream()
                        .map(seen -> seen.type() + " " + seen.role() + " " + seen.value())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(wanted[8]);
        assertThat(report.raw()).doesNotEndWith("\n").contains("EF:");
    }

    @ParameterizedTest
    @MethodSource("files")
    void leavesNoLineOut(String file, int lines) {
        assertThat(rows().filter(row -> row.startsWith(file + " "))).hasSize(lines);
        assertThat(Bodies.reports(any, Bodies.sample("lines", file))).hasSize(lines);
    }

    static Stream<Arguments> files() {
        return rows().collect(Collectors.groupingBy(row -> row.substring(0, row.indexOf(' ')))).keySet().stream()
                .map(file -> Arguments.of(file, (int) new String(Bodies.sample("lines", file), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count()));
    }
}
