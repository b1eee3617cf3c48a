package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of everything that one freeze held, in the moment in which it ends. */
class FreezeEndTest {

    private static final int HOSTS = 100;
    private static final int BUDGET = 5;

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .holdingDuringFreezes()
            .with(
                    Phase.MODERATE,
                    "MOD-903",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new BudgetApplies( $request, \"isolations\", " + BUDGET
                            + ", 60, \"responder\", 2, BudgetReason.BLAST_RADIUS, \"five an hour\" ) );");

    @Test
    void ofAHundredHeldActionsAsManyGoOutAsTheBudgetHasRoomFor() {
        try (Stage stage = new Stage(RULES)) {
            stage.state(new Planned(
                    "tier",
                    Period.CHANGE_FREEZE,
                    "",
                    stage.now().toEpochMilli(),
                    stage.now().plus(Duration.ofHours(2)).toEpochMilli(),
                    Criticality.NORMAL,
                    "",
                    "",
                    Schedule.NONE));
            List<String> hosts =
                    IntStream.rangeClosed(1, HOSTS).mapToObj(i -> "host-" + i).toList();
            hosts.forEach(host -> {
                stage.state(new Asset(host, "intranet", List.of()));
                stage.malwareOn(host);
            });
            assertThat(stage.states()).hasSize(HOSTS).allMatch(state -> state.endsWith(" HELD"));
            int before = stage.heard.size();

            stage.waits(Duration.ofHours(2)).ticks();

            assertThat(stage.heard.subList(before, stage.heard.size()))
                    .filteredOn(conclusion -> conclusion.input() instanceof Input.Tick)
                    .flatExtracting(Conclusion::orders)
                    .hasSize(BUDGET);
            assertThat(hosts)
                    .filteredOn(host -> stage.ordersOn(host).equals(List.of(Operation.DO)))
                    .as("in the order in which they were opened")
                    .isEqualTo(hosts.subList(0, BUDGET));
            assertThat(stage.states())
                    .filteredOn(state -> state.endsWith(" AWAITING_APPROVAL"))
                    .hasSize(HOSTS - BUDGET);
        }
    }
}
