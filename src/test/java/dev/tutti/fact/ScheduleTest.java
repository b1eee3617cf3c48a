package dev.tutti.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.Planned.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a schedule says that something takes place, to the second. */
class ScheduleTest {

    private static final Schedule SUNDAYS = new Schedule(
            "Europe/Berlin", "2026-03-01T02:00", "2026-03-01T04:00", "", "FREQ=WEEKLY;BYDAY=SU", List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T02:30, 2026-03-28T02:45, '', 2026-03-29T01:30:00Z, 2026-03-29T01:45:00Z, half past two is skipped and read as half past three",
        "Europe/Berlin, 2026-03-28T01:30, 2026-03-28T04:30, '', 2026-03-29T00:30:00Z, 2026-03-29T02:30:00Z, it ends by the clock on the wall",
        "Europe/Berlin, 2026-03-28T01:30, '', PT3H, 2026-03-29T00:30:00Z, 2026-03-29T03:30:00Z, three hours are three hours",
        "Europe/Berlin, 2026-03-28T12:00, '', P1D, 2026-03-29T10:00:00Z, 2026-03-30T10:00:00Z, a day is a day of the calendar",
        "Europe/Berlin, 2026-03-28T02:30, 2026-03-28T03:00, '', 2026-03-29T01:30:00Z, 2026-03-29T02:00:00Z, it would end before it begins and lasts as long as ever",
        "Europe/Berlin, 2026-03-27T22:00, 2026-03-28T06:00, '', 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z, a night of seven hours",
        "Europe/Berlin, 2026-10-24T02:30, 2026-10-24T02:45, '', 2026-10-25T00:30:00Z, 2026-10-25T00:45:00Z, half past two comes twice and the first counts",
        "Europe/Berlin, 2026-10-24T02:30, 2026-10-24T03:30, '', 2026-10-25T00:30:00Z, 2026-10-25T02:30:00Z, it ends by the clock on the wall",
        "Europe/Berlin, 2026-10-24T02:30, '', PT1H, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, an hour is an hour",
        "Europe/Berlin, 2026-10-24T12:00, '', P1DT1H, 2026-10-25T11:00:00Z, 2026-10-26T12:00:00Z, a day of the calendar and an hour",
        "America/New_York, 2026-03-07T02:30, 2026-03-07T05:00, '', 2026-03-08T07:30:00Z, 2026-03-08T09:00:00Z, as RFC 5545 has it of New York",
        "America/New_York, 2026-10-31T01:30, 2026-10-31T05:00, '', 2026-11-01T05:30:00Z, 2026-11-01T10:00:00Z, as RFC 5545 has it of New York",
        "UTC, 2026-03-28T02:30, 2026-03-28T02:45, '', 2026-03-29T02:30:00Z, 2026-03-29T02:45:00Z, where clocks are never put"
    })
    void takesTheSecondDayByTheClocksOfThePlace(
            String zone, String from, String until, String duration, String begins, String ends, String why) {
        Schedule daily = new Schedule(zone, from, until, duration, "FREQ=DAILY", List.of(), List.of());

        assertThat(first(2, daily).get(1)).as(why).isEqualTo(span(begins, ends));
    }

    @Test
    void aRuleEndsWithTheLastTimeThatItsEndNames() {
        assertThat(first(9, every("FREQ=WEEKLY;BYDAY=SU;COUNT=3"))).hasSize(3);
        assertThat(first(9, every("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260308T010000Z")))
                .hasSize(2);
        assertThat(first(9, every("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260308T005959Z")))
                .hasSize(1);
        assertThat(first(9, every("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260308")))
                .as("many calendars name the last day")
                .hasSize(2);
    }

    @Test
    void leavesOutWhatIsExceptedAndAddsWhatIsAdded() {
        Schedule schedule = new Schedule(
                "Europe/Berlin",
                "2026-03-01T02:00",
                "2026-03-01T04:00",
                "",
                "FREQ=WEEKLY;BYDAY=SU",
                List.of("2026-03-04T02:00"),
                List.of("2026-03-08T02:00"));

        assertThat(first(3, schedule))
                .extracting(span -> Instant.ofEpochMilli(span.from()).toString())
                .containsExactly("2026-03-01T01:00:00Z", "2026-03-04T01:00:00Z", "2026-03-15T01:00:00Z");
    }

    @Test
    void isInTheOrderOfTimeWhereTheClockOnTheWallIsNot() {
        Schedule skipped = new Schedule(
                "Europe/Berlin", "2026-03-29T02:30", "", "PT1H", "", List.of("2026-03-29T03:10"), List.of());

        assertThat(first(2, skipped))
                .containsExactly(
                        span("2026-03-29T01:10:00Z", "2026-03-29T02:10:00Z"),
                        span("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"));
    }

    @Test
    void goesOnForEverAndIsFoundAtOnceWhereverItIs() {
        Planned since2000 = planned(new Schedule(
                "Europe/Berlin",
                "2000-01-02T02:00",
                "2000-01-02T04:00",
                "",
                "FREQ=WEEKLY;BYDAY=SU",
                List.of(),
                List.of()));

        assertThat(since2000.endingAfter(millis("2026-07-05T01:59:59Z")).next())
                .isEqualTo(span("2026-07-05T00:00:00Z", "2026-07-05T02:00:00Z"));
        assertThat(since2000.endingAfter(millis("2026-07-05T02:00:00Z")).next())
                .isEqualTo(span("2026-07-12T00:00:00Z", "2026-07-12T02:00:00Z"));
        assertThat(since2000.endingAfter(millis("2199-12-30T00:00:00Z")).hasNext())
                .as("the calendar ends in 2200")
                .isFalse();
    }

    @Test
    void sevenDaysInARowAreFoundByOneThatLastsLong() {
        Planned long_ =
                planned(new Schedule("UTC", "2026-01-01T00:00", "", "P30D", "FREQ=YEARLY", List.of(), List.of()));

        assertThat(long_.endingAfter(millis("2027-01-30T23:59:59Z")).next())
                .isEqualTo(span("2027-01-01T00:00:00Z", "2027-01-31T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CET+1 | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | '' | zone | must be the IANA name of a time zone",
                "+01:00 | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | '' | zone | such as Europe/Berlin",
                "UTC | 2026-03-01T02:00Z | 2026-03-01T04:00 | '' | '' | from | must be a local time without an offset",
                "UTC | 2026-02-30T02:00 | 2026-03-01T04:00 | '' | '' | from | such as 2026-03-01T02:00",
                "UTC | 1999-03-01T02:00 | 2026-03-01T04:00 | '' | '' | from | must lie between 2000 and 2200",
                "UTC | 2026-03-01T02:00 | 2026-03-01T02:00 | '' | '' | until | must be later than the beginning",
                "UTC | 2026-03-01T02:00 | 2027-03-03T02:00 | '' | '' | until | at most 366 days",
                "UTC | 2026-03-01T02:00 | '' | '' | '' | until | must be a local time",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | PT2H | '' | duration | must be left out",
                "UTC | 2026-03-01T02:00 | '' | P1M | '' | duration | such as PT2H",
                "UTC | 2026-03-01T02:00 | '' | P | '' | duration | such as PT2H",
                "UTC | 2026-03-01T02:00 | '' | PT0S | '' | duration | must be longer than nothing",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=WEEKLY;BYDAY=XX | every | FREQ=WEEKLY;BYDAY=SU",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=SECONDLY | every | DAILY, WEEKLY, MONTHLY or YEARLY",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=MINUTELY | every | DAILY, WEEKLY, MONTHLY or YEARLY",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=DAILY;BYMINUTE=0,30 | every | more than once within an hour",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=DAILY;BYSECOND=0,30 | every | more than once within an hour",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=DAILY;COUNT=10001 | every | COUNT of at most 10000",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=DAILY;UNTIL=20260201T000000Z | from | not be later than the end",
                "UTC | 2026-03-02T02:00 | 2026-03-02T04:00 | '' | FREQ=WEEKLY;BYDAY=SU | from | the first of which is 2026-03-08T02:00",
                "UTC | 2026-02-28T02:00 | 2026-02-28T04:00 | '' | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | every | must name days that come",
                "UTC | 2026-03-01T02:00 | 2026-03-01T04:00 | '' | FREQ=YEARLY;INTERVAL=999999999 | every | not too rarely",
            })
    void saysWhatToMend(
            String zone, String from, String until, String duration, String every, String component, String flaw) {
        Schedule schedule = new Schedule(zone, from, until, duration, every, List.of(), List.of());

        assertThatThrownBy(() -> planned(schedule))
                .isInstanceOf(UnsoundSchedule.class)
                .hasMessageContaining(flaw)
                .extracting(thrown -> ((UnsoundSchedule) thrown).component())
                .isEqualTo(component);
    }

    @Test
    void refusesAPeriodOfWhichNothingIsLeft() {
        Schedule once = new Schedule(
                "UTC", "2026-03-01T02:00", "2026-03-01T04:00", "", "", List.of(), List.of("2026-03-01T02:00"));

        assertThatThrownBy(() -> planned(once)).hasMessageContaining("leaves nothing over");
    }

    private static Schedule every(String rule) {
        return new Schedule(SUNDAYS.zone(), SUNDAYS.from(), SUNDAYS.until(), "", rule, List.of(), List.of());
    }

    private static Planned planned(Schedule schedule) {
        return Planned.by(schedule, "p", Period.MAINTENANCE_WINDOW, "payments", Criticality.UNKNOWN, "", "");
    }

    private static List<Span> first(int most, Schedule schedule) {
        Planned planned = planned(schedule);
        Iterator<Span> all = planned.endingAfter(Long.MIN_VALUE);
        List<Span> first = new ArrayList<>();
        while (all.hasNext() && first.size() < most) {
            first.add(all.next());
        }
        assertThat(planned.from()).isEqualTo(first.get(0).from());
        assertThat(planned.until()).isEqualTo(first.get(0).until());
        return first;
    }

    private static Span span(String from, String until) {
        return new Span(millis(from), millis(until));
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
