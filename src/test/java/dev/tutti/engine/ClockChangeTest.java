package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Criticality;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weekly window of 2026 over both changes of the clock: what waits for it goes out in its first minute, and not before. */
class ClockChangeTest {

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.TIME,
                    "TIM-901",
                    "$request : ActionRequested( $service : service )\n    not MaintenanceWindow( service == $service )",
                    "insertLogical( new ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"no window is open\" ) );");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 01:30, 04:30, 2026-03-22T00:30:00Z, 2026-03-22T03:30:00Z, in winter",
        "Europe/Berlin, 01:30, 04:30, 2026-03-29T00:30:00Z, 2026-03-29T02:30:00Z, an hour is missing",
        "Europe/Berlin, 01:30, 04:30, 2026-04-04T23:30:00Z, 2026-04-05T02:30:00Z, in summer",
        "Europe/Berlin, 01:30, 04:30, 2026-10-17T23:30:00Z, 2026-10-18T02:30:00Z, in summer",
        "Europe/Berlin, 01:30, 04:30, 2026-10-24T23:30:00Z, 2026-10-25T03:30:00Z, an hour comes twice",
        "Europe/Berlin, 01:30, 04:30, 2026-11-01T00:30:00Z, 2026-11-01T03:30:00Z, in winter",
        "Europe/Berlin, 02:15, 02:45, 2026-03-29T01:15:00Z, 2026-03-29T01:45:00Z, in the hour that is missing",
        "Europe/Berlin, 02:15, 02:45, 2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z, in the first of the hours that come twice",
        "America/New_York, 01:30, 04:30, 2026-03-08T06:30:00Z, 2026-03-08T08:30:00Z, an hour is missing",
        "America/New_York, 01:30, 04:30, 2026-03-15T05:30:00Z, 2026-03-15T08:30:00Z, in summer",
        "America/New_York, 01:30, 04:30, 2026-10-25T05:30:00Z, 2026-10-25T08:30:00Z, in summer",
        "America/New_York, 01:30, 04:30, 2026-11-01T05:30:00Z, 2026-11-01T09:30:00Z, an hour comes twice",
        "America/New_York, 01:30, 04:30, 2026-11-08T06:30:00Z, 2026-11-08T09:30:00Z, in winter",
        "America/New_York, 02:15, 02:45, 2026-03-08T07:15:00Z, 2026-03-08T07:45:00Z, in the hour that is missing",
        "America/New_York, 01:15, 01:45, 2026-11-01T05:15:00Z, 2026-11-01T05:45:00Z, in the first of the hours that come twice"
    })
    void opensAndClosesToTheMinute(String zone, String from, String until, Instant opens, Instant closes, String why) {
        Schedule sundays = new Schedule(
                zone, "2026-03-01T" + from, "2026-03-01T" + until, "", "FREQ=WEEKLY;BYDAY=SU", List.of(), List.of());
        try (Stage stage = new Stage(RULES)) {
            stage.state(Planned.by(sundays, "nights", Period.MAINTENANCE_WINDOW, "", Criticality.NORMAL, "", ""));

            waitFor(stage, opens.minus(MINUTE));
            stage.malwareOn("pc-1");
            assertThat(stage.waits(MINUTE.minus(MOMENT)).ticks().states())
                    .as(why)
                    .containsExactly("pc-1 HELD");
            assertThat(stage.waits(MOMENT).ticks().states()).as(why).containsExactly("pc-1 DISPATCHED");

            waitFor(stage, closes.minus(MOMENT));
            stage.malwareOn("pc-2");
            assertThat(stage.states()).as(why).containsExactly("pc-1 DISPATCHED", "pc-2 DISPATCHED");
            waitFor(stage, closes);
            stage.malwareOn("pc-3");
            assertThat(stage.states()).as(why).containsExactly("pc-1 DISPATCHED", "pc-2 DISPATCHED", "pc-3 HELD");
        }
    }

    private static void waitFor(Stage stage, Instant time) {
        stage.waits(Duration.between(stage.now(), time)).ticks();
    }
}
