package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.context.ics.IcsFile;
import dev.tutti.context.ics.IcsFlaw;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Span;
import dev.tutti.problem.FieldError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars as Google, Outlook and Apple write them, and what is wrong with others. */
class CalendarImportTest {

    private static final String EVENT = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:night
            SUMMARY:Patch night
            %s
            END:VEVENT
            END:VCALENDAR
            """;

    private final Complaints complaints = new Complaints();

    @Test
    void takesFreezesFromGoogleWithWhatWasMovedAndLeftOut() throws IOException {
        CalendarImport calendar = read(pattern("CHANGE_FREEZE", ""), google());

        assertThat(complaints.shown()).isEmpty();
        assertThat(calendar.wanted())
                .extracting(event -> Section.PERIODS.id(event.wanted().fact()))
                .containsExactly(
                        "service:payments/0a1b2c3d4e5f@google.com",
                        "service:payments/0a1b2c3d4e5f@google.com/20260320T170000Z",
                        "service:payments/year-end@google.com");
        assertThat(first(6, periods(calendar).get(0)))
                .containsExactly(
                        "2026-03-06T17:00:00Z to 2026-03-09T05:00:00Z",
                        "2026-03-13T17:00:00Z to 2026-03-16T05:00:00Z",
                        // The twentieth of March is moved, the third of April left out; clocks change on the 29th.
                        "2026-03-27T17:00:00Z to 2026-03-30T04:00:00Z",
                        "2026-04-10T16:00:00Z to 2026-04-13T04:00:00Z",
                        "2026-04-17T16:00:00Z to 2026-04-20T04:00:00Z",
                        "2026-04-24T16:00:00Z to 2026-04-27T04:00:00Z");
        assertThat(first(2, periods(calendar).get(1))).containsExactly("2026-03-20T19:00:00Z to 2026-03-23T05:00:00Z");
        assertThat(first(2, periods(calendar).get(2)))
                .as("days begin at midnight in the calendar's zone")
                .containsExactly("2026-12-19T23:00:00Z to 2027-01-06T23:00:00Z");
    }

    @Test
    void takesAWindowFromOutlookThatNamesItsZoneAsWindowsDoes() throws IOException {
        CalendarImport calendar = read(pattern("MAINTENANCE_WINDOW", ""), text("outlook.ics"));

        assertThat(complaints.shown()).isEmpty();
        Planned night = periods(calendar).get(0);
        assertThat(night.schedule().zone()).isEqualTo("Europe/Berlin");
        assertThat(first(11, night))
                .hasSize(10)
                .startsWith(
                        "2026-03-03T20:00:00Z to 2026-03-03T22:00:00Z", "2026-04-07T19:00:00Z to 2026-04-07T21:00:00Z");
    }

    @Test
    void takesFromAppleWhoIsOnCall() throws IOException {
        CalendarImport calendar = read(pattern("ON_CALL", ""), text("apple.ics"));

        assertThat(complaints.shown()).isEmpty();
        assertThat(periods(calendar)).extracting(Planned::person).containsExactly("nora", "otto");
        assertThat(first(3, periods(calendar).get(0)))
                .containsExactly(
                        "2026-03-02T23:00:00Z to 2026-03-03T13:00:00Z",
                        "2026-03-03T23:00:00Z to 2026-03-04T13:00:00Z",
                        "2026-03-16T22:00:00Z to 2026-03-17T12:00:00Z");
        assertThat(first(2, periods(calendar).get(1))).containsExactly("2026-03-07T23:00:00Z to 2026-03-08T13:00:00Z");
    }

    @Test
    void sentAgainItIsTheSame() throws IOException {
        CalendarImport once = read(pattern("CHANGE_FREEZE", ""), google());
        CalendarImport again = read(pattern("CHANGE_FREEZE", ""), google());

        assertThat(periods(again)).isEqualTo(periods(once));
        assertThat(again.outdated(ids(once))).isEmpty();
    }

    @Test
    void endsWhatWasCalledOffOrIsMovedNoMoreAndNothingElse() throws IOException {
        Stream<String> held = Stream.concat(
                ids(read(pattern("CHANGE_FREEZE", ""), google())),
                Stream.of("service:payments/other@google.com", "service:identity/year-end@google.com"));
        String withoutTheMove =
                google().replaceAll("(?s)BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20260320T200000.*?END:VEVENT\n", "");
        String calledOff =
                withoutTheMove.replace("SUMMARY:Year end\nSTATUS:CONFIRMED", "SUMMARY:Year end\nSTATUS:CANCELLED");

        CalendarImport calendar = read(pattern("CHANGE_FREEZE", ""), calledOff);

        assertThat(calendar.outdated(held))
                .containsExactly(
                        "service:payments/0a1b2c3d4e5f@google.com/20260320T170000Z",
                        "service:payments/year-end@google.com");
        assertThat(first(3, periods(calendar).get(0)).get(2)).startsWith("2026-03-20T17:00:00Z");
    }

    @Test
    void anEventThatWasCalledOffOnceIsLeftOutOnce() throws IOException {
        String cancelled = google().replace("later this once\nSTATUS:CONFIRMED", "later this once\nSTATUS:CANCELLED");

        CalendarImport calendar = read(pattern("CHANGE_FREEZE", ""), cancelled);

        assertThat(periods(calendar)).hasSize(2);
        assertThat(first(3, periods(calendar).get(0)).get(2)).startsWith("2026-03-27T17:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, America/New_York, as IANA has it",
        "Eastern Standard Time, America/New_York, as Windows has it",
        "AUS Eastern Standard Time, Australia/Sydney, as Windows has it",
        "UTC-11, Etc/GMT+11, the sign of Etc is the other way round",
        "/mozilla.org/20050126_1/Europe/Berlin, Europe/Berlin, as old Mozilla has it",
        "/freeassociation.sourceforge.net/Tzfile/Asia/Kolkata, Asia/Kolkata, as Evolution has it"
    })
    void understandsTheNamesOfZones(String name, String iana, String why) {
        List<Planned> periods = periods(read(
                pattern("CHANGE_FREEZE", ""),
                event("DTSTART;TZID=\"" + name + "\":20260301T020000\nDTEND;TZID=\"" + name + "\":20260301T040000")));

        assertThat(periods).as(why).extracting(each -> each.schedule().zone()).containsExactly(iana);
    }

    @Test
    void takesTheZoneThatAVtimezoneSaysThatItIs() {
        String text = event("DTSTART;TZID=Office:20260301T020000\nDTEND;TZID=Office:20260301T040000")
                .replace(
                        "BEGIN:VEVENT",
                        "BEGIN:VTIMEZONE\nTZID:Office\nX-LIC-LOCATION:Europe/Paris\nEND:VTIMEZONE\nBEGIN:VEVENT");

        assertThat(periods(read(pattern("CHANGE_FREEZE", ""), text)))
                .extracting(each -> each.schedule().zone())
                .containsExactly("Europe/Paris");
    }

    @Test
    void daysBeginWhereTheRequestSays() {
        CalendarImport calendar =
                read(pattern("HOLIDAY", "America/New_York"), event("DTSTART;VALUE=DATE:20260703\nRRULE:FREQ=YEARLY"));

        assertThat(complaints.shown()).isEmpty();
        assertThat(first(2, periods(calendar).get(0)))
                .containsExactly(
                        "2026-07-03T04:00:00Z to 2026-07-04T04:00:00Z", "2027-07-03T04:00:00Z to 2027-07-04T04:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20260301T020000;DTEND:20260301T040000 | DTSTART | write DTSTART;TZID=Europe/Berlin:20260301T020000",
                "DTSTART;VALUE=DATE:20260301 | DTSTART | add the parameter zone to the request",
                "DTSTART;TZID=Mars:20260301T020000;DTEND;TZID=Mars:20260301T040000 | DTSTART | has the time zone Mars",
                "DTSTART:20260230T020000Z;DTEND:20260301T040000Z | DTSTART | is no day or time that there is",
                "DTSTART:soon;DTEND:20260301T040000Z | DTSTART | must be a day such as",
                "DTEND:20260301T040000Z | DTSTART | is missing",
                "DTSTART:20260301T020000Z | DTEND | is missing",
                "DTSTART:20260301T020000Z;DTEND:20260301T020000Z | DTEND | must be later than the beginning",
                "DTSTART:20260301T020000Z;DTEND:20260302 | DTEND | must be a day where DTSTART is one",
                "DTSTART:20260301T020000Z;DTEND:20260301T040000Z;DURATION:PT2H | DTEND | must be left out",
                "DTSTART:20260301T020000Z;DURATION:-PT2H | DURATION | such as PT2H",
                "DTSTART:20260301T020000Z;DURATION:P366DT1S | DURATION | at most 366 days",
                "DTSTART:20260301T020000Z;DURATION:PT2H;RRULE:FREQ=SECONDLY | RRULE | DAILY, WEEKLY, MONTHLY or YEARLY",
                "DTSTART:20260301T020000Z;DURATION:PT2H;RRULE:FREQ=DAILY;RRULE:FREQ=WEEKLY | RRULE | must be given once",
                "DTSTART:20260301T020000Z;DURATION:PT2H;EXRULE:FREQ=DAILY | EXRULE | is no longer part of iCalendar",
                "DTSTART:20260302T020000Z;DURATION:PT2H;RRULE:FREQ=WEEKLY,BYDAY=SU | RRULE | a rule of RFC 5545",
                "DTSTART:20260301T020000Z;DURATION:PT2H;RDATE;VALUE=PERIOD:20260302T020000Z/PT1H | RDATE | must name times and not periods",
                "DTSTART:20260301T020000Z;DURATION:PT2H;EXDATE:20260302T020000 | EXDATE | names no time zone",
                "DTSTART:20260301T020000Z;DURATION:PT2H;RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T020000Z | RECURRENCE-ID | must not have a RANGE"
            })
    void namesTheEventAndThePropertyToMend(String properties, String property, String flaw) {
        read(
                pattern("CHANGE_FREEZE", ""),
                event(properties.replace(";DT", "\nDT").replaceAll(";(DUR|RRU|EXR|RDA|EXD|REC)", "\n$1")));

        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/VEVENT/1/" + property);
        assertThat(complaints.shown().get(0).detail())
                .startsWith(property + " of event 1 (Patch night) ")
                .contains(flaw);
    }

    @Test
    void refusesTwoEventsOfOneUid() {
        String twice = event("DTSTART:20260301T020000Z\nDURATION:PT2H")
                .replace(
                        "END:VCALENDAR",
                        "BEGIN:VEVENT\nUID:night\nDTSTART:20260302T020000Z\nDURATION:PT2H\nEND:VEVENT\nEND:VCALENDAR");

        read(pattern("CHANGE_FREEZE", ""), twice);

        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/VEVENT/2/UID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | cannot be read from line 1",
                "'' | cannot be read from line 1",
                "BEGIN:VCALENDAR BEGIN:VEVENT UID:x | cannot be read from line"
            })
    void refusesWhatIsNoCalendar(String text, String flaw) {
        assertThatThrownBy(() -> IcsFile.read(text.replace(' ', '\n')))
                .isInstanceOf(IcsFlaw.class)
                .hasMessageContaining(flaw);
    }

    @Test
    void refusesMoreEventsThanAreSound() {
        String many = IntStream.rangeClosed(0, IcsFile.MOST_EVENTS)
                .mapToObj(i -> "BEGIN:VEVENT\nUID:" + i + "\nEND:VEVENT\n")
                .collect(Collectors.joining("", "BEGIN:VCALENDAR\nVERSION:2.0\n", "END:VCALENDAR\n"));

        assertThatThrownBy(() -> IcsFile.read(many)).hasMessageContaining("more than 1000 events");
        assertThatThrownBy(() -> IcsFile.read("x".repeat(IcsFile.MOST_CHARACTERS + 1)))
                .hasMessageContaining("more than 1048576 characters");
    }

    private CalendarImport read(OfPeriod pattern, String text) {
        return new CalendarImport(pattern, IcsFile.read(text.replace("\n", "\r\n")), complaints);
    }

    private static OfPeriod pattern(String period, String zone) {
        return new OfPeriod("", period, "payments", "", "", false, "", zone, "", "", "", "", List.of(), List.of());
    }

    private static Stream<String> ids(CalendarImport calendar) {
        return calendar.wanted().stream()
                .map(event -> Section.PERIODS.id(event.wanted().fact()));
    }

    private static List<Planned> periods(CalendarImport calendar) {
        return calendar.wanted().stream()
                .map(event -> (Planned) event.wanted().fact())
                .toList();
    }

    private static List<String> first(int most, Planned planned) {
        List<String> first = new ArrayList<>();
        for (Iterator<Span> all = planned.endingAfter(Long.MIN_VALUE); all.hasNext() && first.size() < most; ) {
            Span span = all.next();
            first.add(Instant.ofEpochMilli(span.from()) + " to " + Instant.ofEpochMilli(span.until()));
        }
        return first;
    }

    private static String event(String properties) {
        return EVENT.formatted(properties);
    }

    private static String google() throws IOException {
        return text("google.ics");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/calendar", file));
    }
}
