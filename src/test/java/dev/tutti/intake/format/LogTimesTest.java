package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimesTest {

    private final LogTimes times = new LogTimes(new Times(Bodies.NOON));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1768734473",
                "1768734473000",
                "Jan 18 2026 11:07:53",
                "Jan 18 11:07:53",
                "Jan 18 11:07:53 UTC",
                "Jan 18 11:07:53.000 GMT",
                "Jan 18 2026 12:07:53 GMT+01:00",
                "Jan 18 2026 12:07:53 +0100",
                "Jan 18 2026 06:07:53 EST",
                "Jan 18 2026 12:07:53 Europe/Paris",
                "janv. 18 2026 11:07:53",
                "18 janv. 2026 11:07:53",
                "18/Jan/2026:12:07:53 +0100",
                "18-Jan-2026 11:07:53",
                "Sun, 18 Jan 2026 11:07:53 GMT",
                "Sun Jan 18 12:07:53 CET 2026",
                "January 18, 2026 11:07:53 AM",
                "1/18/2026 11:07:53 AM",
                "2026-01-18T11:07:53Z",
                "2026-01-18T11:07:53",
                "2026-01-18 11:07:53,000",
                "2026/01/18 11:07:53",
                "2026-01-18 12:07:53 +01:00"
            })
    void readsTheTime(String text) {
        assertThat(times.read(text, ZoneOffset.UTC)).contains(Instant.parse("2026-01-18T11:07:53Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "janv. 05, 2026-01-05", "févr. 05, 2026-02-05", "mars 05, 2025-03-05", "avr. 05, 2025-04-05",
        "mai 05, 2025-05-05", "juin 05, 2025-06-05", "juil. 05, 2025-07-05", "août 05, 2025-08-05",
        "sept. 05, 2025-09-05", "oct. 05, 2025-10-05", "nov. 05, 2025-11-05", "déc. 05, 2025-12-05",
        "de\u0301c. 05, 2025-12-05"
    })
    void knowsMonthsInFrench(String date, String wanted) {
        assertThat(times.read(date + " 10:00:00", ZoneOffset.UTC)).contains(Instant.parse(wanted + "T10:00:00Z"));
    }

    @Test
    void takesTheYearThatPutsItNearestToNow() {
        var newYear = new LogTimes(new Times(Clock.fixed(Instant.parse("2026-01-01T00:10:00Z"), ZoneOffset.UTC)));

        assertThat(newYear.read("Dec 31 23:59:00", ZoneOffset.UTC)).contains(Instant.parse("2025-12-31T23:59:00Z"));
        assertThat(newYear.read("Jan  1 00:09:00", ZoneOffset.UTC)).contains(Instant.parse("2026-01-01T00:09:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-",
                "$time",
                "Jan 32 2026 11:07:53",
                "Foo 18 2026 11:07:53",
                "Jan 18 2026 11:07:53 NOWHERE",
                "18/01/2026 11:07:53",
                "1",
                "Jan 18 1970 11:07:53",
                "Jan 18 2031 11:07:53",
                "2026-01-18"
            })
    void readsNoTimeWhereThereIsNone(String text) {
        assertThat(times.read(text, ZoneOffset.UTC)).isEmpty();
    }
}
