package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private final Times times = new Times(Bodies.NOON);

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:05:00Z,2026-03-01T10:05:00Z",
        "2026-03-01T11:05:00+0100,2026-03-01T10:05:00Z",
        "2026-03-01T11:05:00.123456789+01:00,2026-03-01T10:05:00.123456789Z",
        "2026-03-01t11:05:00.1234567+01,2026-03-01T10:05:00.1234567Z",
        "2026-03-01 10:05:00 +0000,2026-03-01T10:05:00Z",
        "2026-03-01T10:05Z,2026-03-01T10:05:00Z",
        "1772359500,2026-03-01T10:05:00Z",
        "1772359500.5,2026-03-01T10:05:00.500Z",
        "1772359500123,2026-03-01T10:05:00.123Z",
        "1772359500123456,2026-03-01T10:05:00.123456Z",
        "1772359500123456789,2026-03-01T10:05:00.123456789Z",
    })
    void readsWhatSendersWrite(String text, Instant time) {
        assertThat(Times.read(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-03-01T10:05:00",
                "2026-13-01T10:05:00Z",
                "2026-02-30T10:05:00Z",
                "1e9",
                "0x10",
                "99999999999999999999999",
                "+10000-01-01T00:00:00Z2"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(Times.read(text)).isEmpty();
    }

    @Test
    void doubtsWhatCannotBe() {
        assertThat(times.doubt(Instant.EPOCH)).contains("before 1990");
        assertThat(times.doubt(Instant.parse("2126-03-01T10:05:00Z"))).contains("in the future");
        assertThat(times.doubt(Instant.parse("2026-03-02T11:59:00Z"))).isNull();
    }
}
