package dev.tutti.action;

import static dev.tutti.action.FakeTool.BREAKS_ITS_PROMISE;
import static dev.tutti.action.FakeTool.IS_UNREACHABLE;
import static dev.tutti.action.FakeTool.LOSES_POWER;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.FakeTool.WANTS_REST;
import static dev.tutti.action.Workbench.CAPABILITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an order, whatever the tool answers and wherever the process ends. */
class ErrandsTest {

    private final Workbench bench = new Workbench();

    @Test
    void reportsADoneActionWithItsReference() {
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT);
        String id = bench.order(Operation.DO);

        bench.live();

        assertThat(bench.heard)
                .containsExactly(
                        new Input.OutcomeReported(id, Operation.DO, Outcome.SUCCEEDED, "done, reference ref-1"));
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.outboxSize()).isZero();
        assertThat(bench.results()).containsExactly("SUCCEEDED");
        assertThat(bench.meters
                        .counter("tutti.actions", "connector", "tool-" + CAPABILITY, "outcome", "succeeded")
                        .count())
                .isEqualTo(1);
    }

    /** What the first call comes to, for each class: the outcome, what the tool saw, what the attempts say. */
    static Stream<Object[]> answers() {
        return Stream.of(
                row("A", "took effect, ambiguous", "SUCCEEDED", "done|done again", "AMBIGUOUS|SUCCEEDED"),
                row("B", "took effect, ambiguous", "SUCCEEDED", "done|done again", "AMBIGUOUS|SUCCEEDED"),
                row("C", "took effect, ambiguous", "SUCCEEDED", "done|asked", "FOUND_DONE"),
                row("D", "took effect, ambiguous", "UNCERTAIN", "done", "AMBIGUOUS"),
                row("A", "was lost, ambiguous", "SUCCEEDED", "done", "AMBIGUOUS|SUCCEEDED"),
                row("B", "was lost, ambiguous", "SUCCEEDED", "done", "AMBIGUOUS|SUCCEEDED"),
                row("C", "was lost, ambiguous", "SUCCEEDED", "asked|done", "FOUND_NOT_DONE|SUCCEEDED"),
                row("D", "was lost, ambiguous", "UNCERTAIN", "", "AMBIGUOUS"),
                row("A", "broke its promise", "SUCCEEDED", "done", "AMBIGUOUS|SUCCEEDED"),
                row("D", "broke its promise", "UNCERTAIN", "", "AMBIGUOUS"),
                row("A", "rejected", "FAILED", "", "REJECTED"),
                row("B", "rejected", "FAILED", "", "REJECTED"),
                row("C", "rejected", "FAILED", "", "REJECTED"),
                row("D", "rejected", "FAILED", "", "REJECTED"),
                row("A", "unreachable", "SUCCEEDED", "done", "UNREACHABLE|SUCCEEDED"),
                row("B", "unreachable", "SUCCEEDED", "done", "UNREACHABLE|SUCCEEDED"),
                row("C", "unreachable", "SUCCEEDED", "done", "UNREACHABLE|SUCCEEDED"),
                row("D", "unreachable", "SUCCEEDED", "done", "UNREACHABLE|SUCCEEDED"),
                // A later refusal says nothing of an earlier call that may have taken effect.
                row("A", "took effect, ambiguous, rejected", "UNCERTAIN", "done", "AMBIGUOUS|REJECTED"),
                row("B", "took effect, ambiguous, rejected", "UNCERTAIN", "done", "AMBIGUOUS|REJECTED"),
                row("C", "was lost, ambiguous, rejected", "FAILED", "asked|asked", "FOUND_NOT_DONE|REJECTED"));
    }

    private static Object[] row(String letter, String what, String outcome, String ledger, String results) {
        return new Object[] {letter, what, outcome, ledger, results};
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void followsTheClassAfterEveryAnswer(String letter, String what, String outcome, String ledger, String results) {
        // Given
        FakeTool tool = tool(named(letter));
        prepare(tool, what);
        bench.order(Operation.DO);

        // When
        bench.liveOn();

        // Then
        assertThat(outcomes()).containsExactly(Outcome.valueOf(outcome));
        assertThat(String.join("|", tool.ledger)).isEqualTo(ledger);
        assertThat(String.join("|", bench.results())).isEqualTo(results);
    }

    private static void prepare(FakeTool tool, String what) {
        switch (what) {
            case "took effect, ambiguous" -> tool.afterNext(SAYS_AMBIGUOUS);
            case "was lost, ambiguous" -> tool.beforeNext(SAYS_AMBIGUOUS);
            case "broke its promise" -> tool.beforeNext(BREAKS_ITS_PROMISE);
            case "rejected" -> tool.beforeNext(REJECTS);
            case "unreachable" -> tool.beforeNext(IS_UNREACHABLE);
            case "took effect, ambiguous, rejected" ->
                tool.afterNext(SAYS_AMBIGUOUS).beforeNext(REJECTS);
            case "was lost, ambiguous, rejected" ->
                tool.beforeNext(SAYS_AMBIGUOUS).beforeNext(REJECTS);
            default -> throw new IllegalArgumentException(what);
        }
    }

    @Test
    void believesTheToolThatALateCallArrivedAfterAll() {
        // Given: lost as it seems, read back as not there, called again, and refused since the first call came through.
        FakeTool tool = tool(IdempotencyClass.C_READABLE);
        String id = bench.order(Operation.DO);
        tool.beforeNext(SAYS_AMBIGUOUS).beforeNext(late -> {
            late.holds(id);
            return REJECTS.answer(late);
        });

        // When
        bench.liveOn();

        // Then
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("asked", "asked");
    }

    @ParameterizedTest
    @CsvSource({
        "A, true, SUCCEEDED, undone",
        "B, true, SUCCEEDED, undone",
        "C, true, SUCCEEDED, asked|undone",
        "D, true, UNCERTAIN, ''",
        "A, false, SUCCEEDED, undone|undone again",
        "B, false, SUCCEEDED, undone|undone again",
        "C, false, SUCCEEDED, undone|asked",
        "D, false, UNCERTAIN, undone"
    })
    void undoesByTheSameRulesReadFromTheOtherSide(String letter, boolean lost, Outcome outcome, String ledger) {
        // Given
        FakeTool tool = tool(named(letter));
        String id = bench.order(Operation.UNDO);
        tool.holds(id);
        FakeTool prepared = lost ? tool.beforeNext(SAYS_AMBIGUOUS) : tool.afterNext(SAYS_AMBIGUOUS);

        // When
        bench.liveOn();

        // Then
        assertThat(outcomes()).containsExactly(outcome);
        assertThat(String.join("|", prepared.ledger)).isEqualTo(ledger);
    }

    @Test
    void asksAgainAndNeverSendsAgainWhileTheToolDoesNotSay() {
        FakeTool tool = tool(IdempotencyClass.C_READABLE)
                .afterNext(SAYS_AMBIGUOUS)
                .whenAsked(IS_UNREACHABLE)
                .whenAsked(REJECTS)
                .whenAsked(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(tool.ledger).containsExactly("done", "asked", "asked", "asked", "asked");
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void asksAPersonWhenTheToolHasNotSaidForTooLong() {
        // Given
        FakeTool tool = tool(IdempotencyClass.C_READABLE).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();

        // When
        bench.clock.pass(Duration.ofMinutes(60));
        bench.liveOn();

        // Then
        assertThat(outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.ledger).containsExactly("done");
    }

    @ParameterizedTest
    @CsvSource({"A, UNCERTAIN", "B, UNCERTAIN", "D, UNCERTAIN"})
    void givesUpAsUncertainWhatStaysAmbiguous(String letter, Outcome outcome) {
        FakeTool tool = tool(named(letter));
        for (int i = 0; i < 20; i++) {
            tool.beforeNext(SAYS_AMBIGUOUS);
        }
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(outcomes()).containsExactly(outcome);
        assertThat(bench.results()).hasSize(letter.equals("D") ? 1 : 8);
    }

    @ParameterizedTest
    @EnumSource(IdempotencyClass.class)
    void givesUpAsFailedWhatWasNeverReached(IdempotencyClass idempotency) {
        FakeTool tool = tool(idempotency);
        for (int i = 0; i < 20; i++) {
            tool.beforeNext(IS_UNREACHABLE);
        }
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).startsWith("given up after 8 attempts: no connection");
        assertThat(bench.results()).hasSize(8);
    }

    @Test
    void waitsLongerEachTimeAndAsLongAsTheToolAsks() {
        tool(IdempotencyClass.A_IDEMPOTENT)
                .beforeNext(IS_UNREACHABLE)
                .beforeNext(IS_UNREACHABLE)
                .beforeNext(WANTS_REST);
        bench.order(Operation.DO);

        bench.live();
        assertThat(bench.millisUntilReady()).isBetween(300L, 1_250L);
        bench.waitingIsOver();
        bench.live();
        assertThat(bench.millisUntilReady()).isBetween(1_000L, 2_500L);
        bench.waitingIsOver();
        bench.live();
        assertThat(bench.millisUntilReady()).isBetween(85_000L, 90_000L);
    }

    /** Where the process ends, and what the next one makes of it. */
    @ParameterizedTest
    @CsvSource({
        // The tool was not called, but that cannot be told from a call that took effect.
        "A, before the call, SUCCEEDED, done",
        "B, before the call, SUCCEEDED, done",
        "C, before the call, SUCCEEDED, asked|done",
        "D, before the call, UNCERTAIN, ''",
        "A, before the result, SUCCEEDED, done|done again",
        "B, before the result, SUCCEEDED, done|done again",
        "C, before the result, SUCCEEDED, done|asked",
        "D, before the result, UNCERTAIN, done",
        "A, before the outcome, SUCCEEDED, done",
        "B, before the outcome, SUCCEEDED, done",
        "C, before the outcome, SUCCEEDED, done",
        "D, before the outcome, SUCCEEDED, done",
        "A, after the outcome, SUCCEEDED, done",
        "D, after the outcome, SUCCEEDED, done"
    })
    void goesOnWhereTheProcessEnded(String letter, String where, Outcome outcome, String ledger) {
        // Given
        FakeTool tool = tool(named(letter));
        bench.order(Operation.DO);
        switch (where) {
            case "before the call" -> tool.beforeNext(LOSES_POWER);
            case "before the result" -> tool.afterNext(LOSES_POWER);
            default ->
                bench.desk = input -> {
                    if (where.startsWith("after")) {
                        bench.commit(input);
                    }
                    throw new PowerCut();
                };
        }
        bench.live();
        bench.desk = bench::commit;

        // When
        bench.leasesEnd();
        bench.live();

        // Then
        assertThat(outcomes()).containsExactly(outcome);
        assertThat(String.join("|", tool.ledger)).isEqualTo(ledger);
        assertThat(bench.outboxSize()).isZero();
    }

    @Test
    void beginsWhatWasOnlyClaimed() {
        FakeTool tool = tool(IdempotencyClass.D_NONE);
        bench.order(Operation.DO);
        bench.claim();

        bench.leasesEnd();
        bench.live();

        assertThat(tool.ledger).containsExactly("done");
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void reportsAgainAfterABusyConductorWithoutCallingAgain() {
        // Given
        FakeTool tool = tool(IdempotencyClass.D_NONE);
        bench.order(Operation.DO);
        bench.desk = input -> Workbench.busy();
        bench.live();
        assertThat(bench.millisUntilReady()).isBetween(1_000L, 2_000L);

        // When
        bench.desk = bench::commit;
        bench.liveOn();

        // Then
        assertThat(tool.ledger).containsExactly("done");
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void lettingGoOfALostClaimItNeitherBeginsNorReports() throws SQLException {
        // Given: one that was slow, and one that has claimed the order since.
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT);
        bench.order(Operation.DO);
        Claim slow = bench.claim();
        bench.leasesEnd();
        Claim quick = bench.claim();

        // When
        bench.errands().run(slow);

        // Then
        assertThat(tool.ledger).isEmpty();
        assertThat(bench.heard).isEmpty();
        bench.errands().run(quick);
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void keepsWhatASlowCallBroughtForWhoeverHasTheOrderNow() throws SQLException {
        // Given: the claim is lost while the call is under way.
        FakeTool tool = tool(IdempotencyClass.D_NONE).afterNext(slow -> {
            bench.leasesEnd();
            bench.claim();
            return new ActionOutcome.Succeeded("", Map.of());
        });
        bench.order(Operation.DO);
        bench.live();
        assertThat(bench.heard).isEmpty();

        // When
        bench.leasesEnd();
        bench.live();

        // Then
        assertThat(tool.ledger).containsExactly("done");
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void takesNoResultOfAnEarlierOrderForThisOne() {
        // Given
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(REJECTS);
        String id = bench.order(Operation.UNDO);
        bench.live();

        // When
        bench.orderAgain(id, Operation.UNDO);
        bench.live();

        // Then
        assertThat(outcomes()).containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("undone again");
        assertThat(bench.results()).containsExactly("REJECTED", "SUCCEEDED");
    }

    @Test
    void doesNotTouchWhatWasProtectedAfterTheDecision() {
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT);
        bench.asset("pay-db-1", "10.0.1.5");
        bench.protect("10.0.1.0/24");
        bench.order(Operation.DO);

        bench.live();

        assertThat(tool.ledger).isEmpty();
        assertThat(bench.results()).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).contains("CORE-001", "10.0.1.0/24", "it keeps people alive");
    }

    @Test
    void undoesAlsoWhatIsProtectedNow() {
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT);
        bench.protect(Workbench.TARGET);
        bench.order(Operation.UNDO);

        bench.live();

        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).hasSize(1);
    }

    @Test
    void doesNotCallFailedWhatMayHaveTakenEffectBeforeItWasProtected() {
        // Given
        tool(IdempotencyClass.A_IDEMPOTENT).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();

        // When
        bench.protect(Workbench.TARGET);
        bench.liveOn();

        // Then
        assertThat(outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(bench.heard.get(0).detail()).contains("CORE-001", "may have taken effect");
    }

    @Test
    void saysWhatNobodyProvides() {
        bench.order(Operation.DO);

        bench.live();

        assertThat(outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).isEqualTo("no connector provides edr.isolate-host");
    }

    @Test
    void asksNoOtherToolThanTheOneThatWasDecidedOn() {
        FakeTool tool = tool(IdempotencyClass.A_IDEMPOTENT);
        bench.order(Operation.DO);
        bench.providersDigest = "others";

        bench.live();

        assertThat(tool.ledger).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.FAILED);
    }

    @Test
    void undoesNothingAtAToolThatDidNotDoIt() {
        // Given
        tool(IdempotencyClass.A_IDEMPOTENT);
        String id = bench.order(Operation.DO);
        bench.live();
        FakeTool other = new FakeTool(IdempotencyClass.A_IDEMPOTENT);
        bench.providers.put(CAPABILITY, new Tools.Provider("another", other));

        // When
        bench.orderAgain(id, Operation.UNDO);
        bench.live();

        // Then
        assertThat(other.ledger).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.SUCCEEDED, Outcome.FAILED);
        assertThat(bench.heard.get(1).detail()).contains("done by tool-edr.isolate-host", "another");
    }

    @Test
    void asksNoOtherToolWhatBecameOfACall() {
        // Given
        tool(IdempotencyClass.C_READABLE).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();
        FakeTool other = new FakeTool(IdempotencyClass.C_READABLE);
        bench.providers.put(CAPABILITY, new Tools.Provider("another", other));

        // When
        bench.liveOn();

        // Then
        assertThat(other.ledger).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.UNCERTAIN);
    }

    @Test
    void keepsOnlyWhatCanBeStored() {
        tool(IdempotencyClass.A_IDEMPOTENT)
                .beforeNext(tool -> new ActionOutcome.Rejected("a\u0000b\ud800c\n" + "x".repeat(3_000)));
        bench.order(Operation.DO);

        bench.live();

        assertThat(bench.heard.get(0).detail()).startsWith("a b\ufffdc x").hasSize(2_000);
    }

    private FakeTool tool(IdempotencyClass idempotency) {
        FakeTool tool = new FakeTool(idempotency);
        bench.with(CAPABILITY, tool);
        return tool;
    }

    private List<Outcome> outcomes() {
        return bench.heard.stream().map(Input.OutcomeReported::outcome).toList();
    }

    private static IdempotencyClass named(String letter) {
        return Stream.of(IdempotencyClass.values())
                .filter(idempotency -> idempotency.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }
}
