package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.context.EstateEntry.OfAsset;
import dev.tutti.context.EstateEntry.OfService;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.problem.FieldError;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    private final Complaints complaints = new Complaints();

    @Test
    void spellsAnAssetAsIntakeSpellsWhatItReports() {
        var entry = new OfAsset(
                "PAY-DB-1.", "payments", List.of("::ffff:10.0.1.5", " 2001:DB8:0::1", "10.0.1.5"), "SERVER");

        assertThat(entry.fact("", complaints))
                .contains(new Asset("pay-db-1", "payments", List.of("10.0.1.5", "2001:db8::1"), DeviceClass.SERVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/24",
                "10.0.0.1/32",
                "10.0.0",
                "010.0.0.1",
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "224.0.0.1",
                "0.0.0.0",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "pay-db-1",
                ""
            })
    void refusesWhatIsNotTheAddressOfOneMachine(String address) {
        var entry = new OfAsset("pay-db-1", "payments", List.of("10.0.0.9", address), "");

        assertThat(entry.fact("/assets/3", complaints)).isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/assets/3/addresses/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "*.example.org", "10.0.0.1", "10.0.0.0/8", "a/b", "a,b", "a\nb"})
    void refusesAnAssetThatIsNotCalledLikeAHost(String name) {
        assertThat(new OfAsset(name, "payments", List.of(), "").fact("", complaints))
                .isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/name");
    }

    @Test
    void refusesMoreAddressesThanAMachineHas() {
        var entry = new OfAsset("a", "s", Collections.nCopies(257, "10.0.0.1"), "");

        assertThat(entry.fact("", complaints)).isEmpty();
        assertThat(complaints.shown()).containsExactly(new FieldError("/addresses", "must be at most 256"));
    }

    @Test
    void tellsAllThatIsWrongWithAServiceAtOnce() {
        new OfService("a".repeat(256), " ada", "ENORMOUS", "", "", 0).fact("/services/0", complaints);

        assertThat(complaints.shown())
                .containsExactly(
                        new FieldError("/services/0/name", "must have at most 255 characters"),
                        new FieldError("/services/0/owner", "must not begin or end with a blank"),
                        new FieldError("/services/0/criticality", "must be one of LOW, NORMAL, HIGH, CRITICAL"));
    }

    @Test
    void readsTimesWithAnyOffset() {
        var entry =
                new OfPeriod("f1", "CHANGE_FREEZE", "payments", "2026-03-01T12:00:00+02:00", "2026-03-01T12:00:00.5Z");

        assertThat(entry.fact("", complaints))
                .contains(new Planned("f1", Period.CHANGE_FREEZE, "payments", 1_772_359_200_000L, 1_772_366_400_500L));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z, /until", // empty
        "2026-03-01T10:00:00.0001Z, 2026-03-01T10:00:00.0002Z, /until", // empty in milliseconds
        "2026-03-01T10:00:00Z, 2026-03-01T09:00:00Z, /until",
        "2026-01-01T00:00:00Z, 2027-01-02T00:00:00.001Z, /until", // 366 days and a little
        "2026-03-01T10:00:00, 2026-03-02T10:00:00Z, /from", // whose ten o'clock?
        "2026-02-30T10:00:00Z, 2026-03-02T10:00:00Z, /from",
        "+999999999-01-01T00:00:00Z, 2026-03-02T10:00:00Z, /from",
        "2026-03-01T10:00:00Z, tomorrow, /until"
    })
    void refusesAPeriodThatCannotBe(String from, String until, String pointer) {
        assertThat(new OfPeriod("f1", "CHANGE_FREEZE", "payments", from, until).fact("", complaints))
                .isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @Test
    void takesAPeriodOfALeapYear() {
        var entry =
                new OfPeriod("f1", "MAINTENANCE_WINDOW", "payments", "2026-01-01T00:00:00Z", "2027-01-02T00:00:00Z");

        assertThat(entry.fact("", complaints)).isPresent();
    }

    @Test
    void showsWhatItStated() {
        var entry = new OfPeriod("f1", "CHANGE_FREEZE", "payments", "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");

        assertThat(Entry.of(entry.fact("", complaints).orElseThrow())).isEqualTo(entry);
    }

    @Test
    void takesAPeriodThatARuleRepeatsByTheClocksOfAPlace() {
        OfPeriod entry = nights("", "HIGH", "retail", "", "FREQ=WEEKLY;BYDAY=SU");

        Context fact = entry.fact("", complaints).orElseThrow();

        assertThat(((Planned) fact).from()).isEqualTo(1_772_326_800_000L);
        assertThat(((Planned) fact).tier()).isEqualTo(Criticality.HIGH);
        assertThat(Entry.of(fact)).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', '', FREQ=DAILY, /service",
        "payments, HIGH, '', '', FREQ=DAILY, /service",
        "'', UNKNOWN, '', '', FREQ=DAILY, /tier",
        "payments, '', '', nora, FREQ=DAILY, /person",
        "payments, '', '', '', FREQ=SECONDLY, /every"
    })
    void refusesARepeatedPeriodThatCannotBe(
            String service, String tier, String vertical, String person, String every, String pointer) {
        assertThat(nights(service, tier, vertical, person, every).fact("/periods/2", complaints))
                .isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/periods/2" + pointer);
    }

    @Test
    void wantsAZoneWhereSomethingIsToldByClocks() {
        var entry = new OfPeriod(
                "n",
                "CHANGE_FREEZE",
                "payments",
                "",
                "",
                false,
                "",
                "",
                "2026-03-01T02:00:00Z",
                "2026-03-01T04:00:00Z",
                "",
                "FREQ=DAILY",
                List.of(),
                List.of());

        assertThat(entry.fact("", complaints)).isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/zone");
    }

    private static OfPeriod nights(String service, String tier, String vertical, String person, String every) {
        return new OfPeriod(
                "nights",
                "MAINTENANCE_WINDOW",
                service,
                tier,
                vertical,
                false,
                person,
                "Europe/Berlin",
                "2026-03-01T02:00",
                "2026-03-01T04:00",
                "",
                every,
                List.of(),
                List.of());
    }
}
