package dev.tutti.action;

import static dev.tutti.action.FakeTool.IS_UNREACHABLE;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.Workbench.CAPABILITY;
import static dev.tutti.action.Workbench.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Limits;
import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Order;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Recorded;
import dev.tutti.decision.TallyChanges;
import dev.tutti.fact.NoTouch;
import dev.tutti.journal.FirstAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order goes from its commit straight to a worker where that cannot do harm. */
class HandoverTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final UUID BATCH = new UUID(1, 1);

    private final Workbench bench = new Workbench();
    private final Lanes lanes = bench.lanes(new Workbench.FixedDispatch());
    private final DispatchLoop loop = bench.loop(new Workbench.FixedDispatch(), lanes);
    private final Handover handover = new Handover(bench.tools(), lanes, bench.protection, LEASE, bench.clock);

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
    }

    @ParameterizedTest
    @CsvSource({"A, 1", "B, 1", "C, 0", "D, 0"})
    void takesOnlyWhatMayBeCalledAgainWhenNobodyKnows(String letter, int taken) {
        bench.tool(Workbench.named(letter));

        assertThat(handover.take(BATCH, List.of(ordered(Operation.DO)))).hasSize(taken);
        assertThat(handover.taken(BATCH)).hasSize(taken);
    }

    @Test
    void saysWhoIsCalledWhenAndForHowLongTheOrderIsClaimed() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT);
        Conclusion ordered = ordered(Operation.DO);

        assertThat(handover.take(BATCH, List.of(ordered)))
                .containsExactly(new FirstAttempt(
                        ordered.orders().get(0).actionId(), "tool-" + CAPABILITY, bench.clock.instant(), LEASE));
    }

    @Test
    void leavesAnUndoToTheOutbox() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT);

        assertThat(handover.take(BATCH, List.of(ordered(Operation.UNDO)))).isEmpty();
    }

    @Test
    void takesNoMoreThanTheToolHasWorkersForAndNothingPastThoseThatWait() throws Exception {
        // Given
        bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.limits.put("tool-" + CAPABILITY, new Limits(OptionalInt.of(2), Optional.empty()));

        // When
        List<FirstAttempt> first =
                handover.take(BATCH, List.of(ordered(Operation.DO), ordered(Operation.DO), ordered(Operation.DO)));
        handover.taken(BATCH).forEach(taken -> taken.lane().leave());

        // Then: there is room now, but the third is older.
        assertThat(first).hasSize(2);
        assertThat(handover.take(BATCH, List.of(ordered(Operation.DO)))).isEmpty();
        loop.round();
        assertThat(handover.take(BATCH, List.of(ordered(Operation.DO)))).hasSize(1);
    }

    @Test
    void takesNothingForAToolWithARate() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT);
        Limits.Rate often = new Limits.Rate(1_000, Duration.ofSeconds(1));
        bench.limits.put("tool-" + CAPABILITY, new Limits(OptionalInt.empty(), Optional.of(often)));

        assertThat(handover.take(BATCH, List.of(ordered(Operation.DO)))).isEmpty();
    }

    @Test
    void takesNothingAnyLongerWhenItIsStopped() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT);
        handover.stop();

        assertThat(handover.take(BATCH, List.of(ordered(Operation.DO)))).isEmpty();
    }

    @Test
    void callsOnceAndReportsTheAttemptWithTheOutcome() {
        FakeTool tool = bench.tool(IdempotencyClass.B_KEYED);

        Handover.Taken taken = begin();

        await().until(() -> bench.outboxSize() == 0);
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.heard)
                .containsExactly(new Input.OutcomeReported(
                        taken.claim().action().id(),
                        Operation.DO,
                        Outcome.SUCCEEDED,
                        "done, reference ref-1",
                        1,
                        FakeTool.RESULTS));
        assertThat(bench.results()).containsExactly("SUCCEEDED");
    }

    @Test
    void reportsARefusalLikewise() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(REJECTS);

        begin();

        await().until(() -> bench.outboxSize() == 0);
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.results()).containsExactly("REJECTED");
    }

    @Test
    void triesAgainLaterWhenTheToolIsNotThere() {
        // Given
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(IS_UNREACHABLE);
        begin();
        await().until(() -> bench.results().contains("UNREACHABLE"));

        // When
        await().until(() -> bench.millisUntilReady() > 0);
        bench.liveOn();

        // Then
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.results()).containsExactly("UNREACHABLE", "SUCCEEDED");
    }

    @Test
    void doesNotCallWhatSomebodyProtectedSinceAndLeavesNoAttempt() {
        // Given: ordered, and then protected by the next commit.
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        Handover.Taken taken = taken();
        NoTouch entry = new NoTouch(TARGET, "it keeps people alive");
        bench.state(entry);
        bench.protection.committed(List.of(said(new Input.ContextStated(entry, "rita"), List.of(), List.of())));

        // When
        loop.begin(taken);

        // Then
        await().until(() -> bench.outboxSize() == 0);
        assertThat(tool.keys).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void doesNotCallAnotherToolThanTheOneThatWasDecidedFor() {
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        Handover.Taken taken = taken();
        bench.providersDigest = "others";

        loop.begin(taken);

        await().until(() -> bench.outboxSize() == 0);
        assertThat(tool.keys).isEmpty();
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void whatABoundForbidsThisMomentKeepsItsPlaceAndHasCostNoAttempt() throws Exception {
        // Given: the tool wants rest from the call before.
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(FakeTool.WANTS_REST);
        Handover.Taken second = taken();
        lanes.of("tool-" + CAPABILITY)
                .take(() -> true, () -> new dev.tutti.connector.ActionOutcome.Unreachable("429", 90_000));

        // When
        loop.begin(second);

        // Then
        await().until(() -> bench.untouched() == 1);
        assertThat(tool.keys).isEmpty();
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void keepsWhatTheCallBroughtForABusyConductor() {
        // Given
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.desk = input -> Workbench.busy();
        begin();
        await().until(() -> bench.results().contains("SUCCEEDED"));
        await().until(() -> bench.millisUntilReady() > 0);

        // When
        bench.desk = bench::commit;
        bench.liveOn();

        // Then
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.heard.get(0).results()).isEqualTo(FakeTool.RESULTS);
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    private Handover.Taken begin() {
        Handover.Taken taken = taken();
        loop.begin(taken);
        return taken;
    }

    /** Committed, and in a worker's hand. */
    private Handover.Taken taken() {
        FirstAttempt first =
                handover.take(BATCH, List.of(ordered(Operation.DO))).get(0);
        bench.handedOver(BATCH, first);
        return handover.taken(BATCH).get(0);
    }

    private Conclusion ordered(Operation operation) {
        Action action = bench.opened(CAPABILITY, operation);
        return said(new Input.Tick(), List.of(action), List.of(new Order(action.id(), operation)));
    }

    private Conclusion said(Input input, List<Action> actions, List<Order> orders) {
        return new Conclusion(
                "default",
                1,
                bench.clock.millis(),
                input,
                "version",
                List.of(),
                List.of(),
                actions,
                List.of(),
                List.of(),
                List.of(),
                new ArrayList<>(orders),
                TallyChanges.NONE,
                Recorded.NOTHING,
                new Answer.Noted());
    }
}
