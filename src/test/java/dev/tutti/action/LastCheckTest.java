package dev.tutti.action;

import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.Workbench.CAPABILITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import org.junit.jupiter.api.Test;

/** What has changed between a decision and the call counts. */
class LastCheckTest {

    private final Workbench bench = new Workbench();

    @Test
    void doesNotTouchWhatWasProtectedAfterTheDecision() {
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.asset("pay-db-1", "10.0.1.5");
        bench.protect("10.0.1.0/24");
        bench.order(Operation.DO);

        bench.live();

        assertThat(tool.ledger).isEmpty();
        assertThat(bench.results()).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).contains("CORE-001", "10.0.1.0/24", "it keeps people alive");
    }

    @Test
    void undoesAlsoWhatIsProtectedNow() {
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.protect(Workbench.TARGET);
        bench.order(Operation.UNDO);

        bench.live();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).hasSize(1);
    }

    @Test
    void doesNotCallFailedWhatMayHaveTakenEffectBeforeItWasProtected() {
        // Given
        bench.tool(IdempotencyClass.A_IDEMPOTENT).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();

        // When
        bench.protect(Workbench.TARGET);
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(bench.heard.get(0).detail()).contains("CORE-001", "may have taken effect");
    }

    @Test
    void saysWhatNobodyProvides() {
        bench.order(Operation.DO);

        bench.live();

        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).isEqualTo("no connector provides edr.isolate-host");
    }

    @Test
    void asksNoOtherToolThanTheOneThatWasDecidedOn() {
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.order(Operation.DO);
        bench.providersDigest = "others";

        bench.live();

        assertThat(tool.ledger).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
    }

    @Test
    void undoesNothingAtAToolThatDidNotDoIt() {
        // Given
        bench.tool(IdempotencyClass.A_IDEMPOTENT);
        String id = bench.order(Operation.DO);
        bench.live();
        FakeTool other = new FakeTool(IdempotencyClass.A_IDEMPOTENT);
        bench.providers.put(CAPABILITY, new Tools.Provider("another", other));

        // When
        bench.orderAgain(id, Operation.UNDO);
        bench.live();

        // Then
        assertThat(other.ledger).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED, Outcome.FAILED);
        assertThat(bench.heard.get(1).detail()).contains("done by tool-edr.isolate-host", "another");
    }

    @Test
    void asksNoOtherToolWhatBecameOfACall() {
        // Given
        bench.tool(IdempotencyClass.C_READABLE).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();
        FakeTool other = new FakeTool(IdempotencyClass.C_READABLE);
        bench.providers.put(CAPABILITY, new Tools.Provider("another", other));

        // When
        bench.liveOn();

        // Then
        assertThat(other.ledger).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
    }

    @Test
    void doesNotDoLateWhatWasOfUseOnlyUntilThen() {
        // Given: the tool could not be called for so long.
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.order(Operation.DO);
        bench.clock.pass(Workbench.USEFUL_FOR);

        // When
        bench.live();

        // Then
        assertThat(tool.ledger).isEmpty();
        assertThat(bench.results()).isEmpty();
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).isEqualTo("it was of use only until 2026-03-01T11:00:00Z");
    }

    @Test
    void undoesHoweverLateItIs() {
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        bench.order(Operation.UNDO);
        bench.clock.pass(Workbench.USEFUL_FOR);

        bench.live();

        assertThat(tool.ledger).hasSize(1);
    }
}
