package dev.tutti.decision;

import static dev.tutti.decision.Almanac.freeze;
import static dev.tutti.decision.Almanac.millis;
import static dev.tutti.decision.Almanac.wide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tutti.fact.BusinessHours;
import dev.tutti.fact.ChangeFreeze;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Holiday;
import dev.tutti.fact.MaintenanceWindow;
import dev.tutti.fact.OnCall;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarTest {

    private static final String NINE = "2026-03-01T09:00:00Z";
    private static final String TEN = "2026-03-01T10:00:00Z";
    private static final String ELEVEN = "2026-03-01T11:00:00Z";
    private static final String NOON = "2026-03-01T12:00:00Z";
    private static final String LAST_MOMENT = "2026-03-01T11:59:59.999Z";

    private final Almanac almanac = new Almanac(NINE);

    @Test
    void aFreezeIsThereFromItsFirstMillisecondToItsLast() {
        almanac.plan(freeze("f", "payments", TEN, NOON));

        assertThat(almanac.at("2026-03-01T09:59:59.999Z").present()).isEmpty();
        assertThat(almanac.at(TEN).present()).containsExactly(new ChangeFreeze("payments", millis(NOON)));
        assertThat(almanac.at(LAST_MOMENT).present()).hasSize(1);
        assertThat(almanac.at(NOON).present()).isEmpty();
        assertThat(almanac.nextBoundary()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void everyKindOfPeriodHasAFactOfItsOwn(Period period) {
        almanac.know("payments", Criticality.HIGH, "").plan(wide("p", period, Criticality.HIGH, "", NINE, NOON));

        Fact fact = switch (period) {
            case CHANGE_FREEZE -> new ChangeFreeze("payments", millis(NOON));
            case MAINTENANCE_WINDOW -> new MaintenanceWindow("payments", millis(NOON));
            case BUSINESS_HOURS -> new BusinessHours("payments", millis(NOON));
            case HOLIDAY -> new Holiday("payments", millis(NOON));
            case ON_CALL -> new OnCall("payments", "nora", millis(NOON));
        };
        assertThat(almanac.present()).containsExactly(fact);
    }

    @Test
    void overlappingFreezesAreOneUntilTheLastEnds() {
        almanac.know("payments", Criticality.HIGH, "retail")
                .plan(freeze("service", "payments", NINE, ELEVEN))
                .plan(wide("tier", Period.CHANGE_FREEZE, Criticality.HIGH, "", TEN, NOON));

        assertThat(almanac.present()).containsExactly(new ChangeFreeze("payments", millis(ELEVEN)));
        assertThat(almanac.at(TEN).present()).containsExactly(new ChangeFreeze("payments", millis(NOON)));
        assertThat(almanac.at(LAST_MOMENT).present()).containsExactly(new ChangeFreeze("payments", millis(NOON)));
        assertThat(almanac.at(NOON).present()).isEmpty();
    }

    @Test
    void oneThatFollowsAtOnceLeavesNoGap() {
        almanac.plan(freeze("a", "payments", NINE, TEN)).plan(freeze("b", "payments", TEN, NOON));

        assertThat(almanac.at(TEN).present()).containsExactly(new ChangeFreeze("payments", millis(NOON)));
    }

    @Test
    void whatIsCalledOffEndsAtOnceAndLeavesTheOtherInForce() {
        almanac.plan(freeze("short", "payments", NINE, TEN)).plan(freeze("long", "payments", NINE, NOON));

        assertThat(almanac.cancel("long").present()).containsExactly(new ChangeFreeze("payments", millis(TEN)));
        assertThat(almanac.cancel("short").present()).isEmpty();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        almanac.plan(freeze("f", "payments", NINE, NOON)).plan(freeze("f", "identity", NINE, TEN));

        assertThat(almanac.present()).containsExactly(new ChangeFreeze("identity", millis(TEN)));
    }

    @Test
    void coversTheServicesThatAgreeWithTierAndVertical() {
        almanac.know("shop", Criticality.HIGH, "retail")
                .know("till", Criticality.LOW, "retail")
                .know("ward", Criticality.HIGH, "health")
                .plan(wide("both", Period.CHANGE_FREEZE, Criticality.HIGH, "retail", NINE, NOON))
                .plan(wide("tier", Period.HOLIDAY, Criticality.HIGH, "", NINE, NOON))
                .plan(wide("vertical", Period.BUSINESS_HOURS, Criticality.UNKNOWN, "retail", NINE, NOON))
                .plan(wide("all", Period.MAINTENANCE_WINDOW, Criticality.UNKNOWN, "", NINE, NOON));

        assertThat(almanac.present())
                .extracting(Fact::factId)
                .containsExactlyInAnyOrder(
                        "ChangeFreeze:shop",
                        "Holiday:shop",
                        "Holiday:ward",
                        "BusinessHours:shop",
                        "BusinessHours:till",
                        "MaintenanceWindow:shop",
                        "MaintenanceWindow:till",
                        "MaintenanceWindow:ward");
    }

    @Test
    void followsAServiceThatChangesWhileAPeriodIsInForce() {
        almanac.plan(wide("tier", Period.CHANGE_FREEZE, Criticality.HIGH, "retail", NINE, NOON));
        assertThat(almanac.present()).isEmpty();

        assertThat(almanac.know("shop", Criticality.HIGH, "retail").present())
                .as("stated while the freeze is in force")
                .containsExactly(new ChangeFreeze("shop", millis(NOON)));
        assertThat(almanac.know("shop", Criticality.LOW, "retail").present())
                .as("of another tier")
                .isEmpty();
        assertThat(almanac.know("shop", Criticality.HIGH, "retail").present()).hasSize(1);
        assertThat(almanac.know("shop", Criticality.HIGH, "health").present())
                .as("of another vertical")
                .isEmpty();
        almanac.know("shop", Criticality.HIGH, "retail");
        assertThat(almanac.forget("shop").present()).as("ended").isEmpty();
    }

    @Test
    void aPeriodThatNamesItsServiceNeedsNothingElseToBeKnown() {
        almanac.plan(freeze("f", "payments", NINE, NOON)).know("payments", Criticality.LOW, "");

        assertThat(almanac.forget("payments").present()).containsExactly(new ChangeFreeze("payments", millis(NOON)));
    }

    @Test
    void twoPeopleAreOnCallEachByThemselves() {
        almanac.plan(onCall("a", "nora", TEN)).plan(onCall("b", "otto", NOON));

        assertThat(almanac.present())
                .containsExactly(
                        new OnCall("payments", "nora", millis(TEN)), new OnCall("payments", "otto", millis(NOON)));
        assertThat(almanac.at(TEN).present()).containsExactly(new OnCall("payments", "otto", millis(NOON)));
    }

    @Test
    void whatTakesPlaceAgainAndAgainOverlapsItself() {
        Schedule schedule =
                new Schedule("UTC", "2026-03-01T10:00", "", "PT36H", "FREQ=DAILY;COUNT=2", List.of(), List.of());
        almanac.plan(Planned.by(schedule, "p", Period.CHANGE_FREEZE, "payments", Criticality.UNKNOWN, "", ""));

        assertThat(almanac.at(TEN).present())
                .containsExactly(new ChangeFreeze("payments", millis("2026-03-02T22:00:00Z")));
        assertThat(almanac.at("2026-03-02T10:00:00Z").present())
                .containsExactly(new ChangeFreeze("payments", millis("2026-03-03T22:00:00Z")));
        assertThat(almanac.at("2026-03-03T22:00:00Z").present()).isEmpty();
    }

    @Test
    void aWindowThatIsUnderWayWhenItIsStatedIsOpen() {
        Almanac later = new Almanac("2026-07-05T00:30:00Z");
        later.plan(Planned.by(
                Almanac.SUNDAY_NIGHTS, "p", Period.MAINTENANCE_WINDOW, "payments", Criticality.UNKNOWN, "", ""));

        assertThat(later.present()).containsExactly(new MaintenanceWindow("payments", millis("2026-07-05T02:00:00Z")));
        assertThat(later.at("2026-07-05T02:00:00Z").present()).isEmpty();
        assertThat(later.nextBoundary()).hasValue(millis("2026-07-12T00:00:00Z"));
    }

    /** What is asked for before every input is read off, and not looked for: walking everything would take minutes here. */
    @Test
    void theNextBoundaryOfAThousandPeriodsAndTenThousandServicesIsReadOff() {
        for (int i = 0; i < 10_000; i++) {
            almanac.know("service-" + i, Criticality.HIGH, "vertical-" + i % 1_000);
        }
        for (int i = 0; i < 1_000; i++) {
            Schedule schedule = new Schedule(
                    "Europe/Berlin",
                    "2026-03-01T%02d:%02d".formatted(i / 60, i % 60),
                    "",
                    "PT1M",
                    "FREQ=WEEKLY",
                    List.of(),
                    List.of());
            almanac.plan(Planned.by(
                    schedule, "p" + i, Period.MAINTENANCE_WINDOW, "", Criticality.HIGH, "vertical-" + i, ""));
        }

        assertTimeout(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 1_000_000; i++) {
                assertThat(almanac.nextBoundary()).isPresent();
            }
        });
        assertThat(almanac.at("2026-03-01T15:39:30Z").present()).hasSize(10);
        assertThat(almanac.at("2026-03-01T15:40:00Z").present()).isEmpty();
    }

    private static Planned onCall(String id, String person, String until) {
        return new Planned(
                id,
                Period.ON_CALL,
                "payments",
                millis(NINE),
                millis(until),
                Criticality.UNKNOWN,
                "",
                person,
                Schedule.NONE);
    }
}
