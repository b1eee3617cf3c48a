package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    private static final List<String> SEEDS = List.of(
            "2026-03-01T10:05:00Z",
            "2024-02-29T23:59:59.1Z",
            "1999-12-31T00:00:00.123456Z",
            "0000-01-01T00:00:00.123456789Z",
            "2026-03-01T10:05:00.5+02:00",
            "2026-03-01T10:05Z");
    private static final String TELLING = "0123456789-:.+TZtz ";

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:05:00Z, 2026-03-01T10:05:00Z",
        "2026-03-01T10:05:00.Z, 2026-03-01T10:05:00Z",
        "2026-03-01T10:05:00.1Z, 2026-03-01T10:05:00.100Z",
        "2026-03-01T10:05:00.012345678Z, 2026-03-01T10:05:00.012345678Z",
        "2026-03-01t12:05:00.5+02:00, 2026-03-01T10:05:00.500Z"
    })
    void readsUtcAndOffsetsWithAndWithoutAFraction(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T10:05:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T10:05:60Z",
                "2026-03-01T10:05:00.1234567890Z",
                "2026-03-01T10:05:00",
                "٢٠٢٦-03-01T10:05:00Z",
                ""
            })
    void readsNothingThatIsNoTime(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Property(tries = 5_000)
    void meansWhatThePlatformMeans(@ForAll long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
            int place = random.nextInt(text.length());
            String piece = String.valueOf(TELLING.charAt(random.nextInt(TELLING.length())));
            text.replace(place, place + random.nextInt(2), random.nextInt(4) == 0 ? "" : piece);
        }

        assertThat(read(() -> Rfc3339.parse(text.toString())))
                .isEqualTo(read(() -> OffsetDateTime.parse(text).toInstant()));
    }

    private static Optional<Instant> read(Supplier<Instant> parser) {
        try {
            return Optional.of(parser.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
