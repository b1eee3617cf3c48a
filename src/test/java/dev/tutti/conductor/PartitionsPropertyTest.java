package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.AlertComponent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens in four partitions at once: no budget is overdrawn, and nothing is under way twice. */
class PartitionsPropertyTest {

    private static final int PARTITIONS = 4;
    private static final int HAPPENINGS = 25;

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void neitherIsABudgetOverdrawnNorIsTheSameUnderWayTwice(@ForAll long seed) throws Exception {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, PARTITIONS)) {
            SeveralPartitionsTest.atOnce(IntStream.range(0, PARTITIONS)
                    .<Runnable>mapToObj(i -> () -> somethingHappens(stage, new Random(seed + i)))
                    .toArray(Runnable[]::new));

            // Nobody approves anything here, so whatever was debited was debited within the limit of two an hour.
            assertThat(stage.count("select coalesce(max(n), 0) from (select count(*) over (order by at"
                            + " range between '59 minutes 59 seconds' preceding and current row) as n"
                            + " from budget_debit where budget = 'isolations') d"))
                    .isBetween(1L, 2L);
            assertThat(stage.count("select count(*) from budget b where version <>"
                            + " (select count(*) from budget_debit d where d.budget = b.name)"))
                    .isZero();
            assertThat(stage.count("select count(*) from alert where id not in (select alert_id from decision)"))
                    .isZero();
            assertThat(stage.count("select count(*) from (select sameness from action where not closed"
                            + " group by sameness having count(*) > 1) twice"))
                    .isZero();
            assertThat(List.copyOf(stage.committed).stream()
                            .flatMap(c -> c.orders().stream())
                            .filter(order -> order.operation() == Operation.DO)
                            .map(order -> order.actionId()))
                    .doesNotHaveDuplicates();
        }
    }

    private static void somethingHappens(PartitionsStage stage, Random random) {
        for (int i = 0; i < HAPPENINGS; i++) {
            String host = "pay-" + (1 + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 ->
                    stage.says(new Input.ActionProposed(
                            "rita", "default", "edr.isolate-host", host, List.of(), "a test wants it"));
                case 1 ->
                    open(stage, random)
                            .forEach(action -> stage.says(new Input.WithdrawalAsked(action.id(), "ravi", "a test")));
                case 2 ->
                    open(stage, random)
                            .forEach(action -> stage.says(new Input.OutcomeReported(
                                    action.id(), Operation.DO, Outcome.FAILED, "a test says so")));
                case 3 -> stage.clock.advance(Duration.ofMinutes(random.nextInt(5)));
                default -> stage.receives(stage.malware("siem-" + random.nextInt(20), host));
            }
        }
    }

    private static List<Action> open(PartitionsStage stage, Random random) {
        return List.copyOf(stage.committed).stream()
                .map(Conclusion::actions)
                .flatMap(List::stream)
                .filter(action -> !action.notice() && random.nextInt(20) == 0)
                .limit(2)
                .toList();
    }
}
