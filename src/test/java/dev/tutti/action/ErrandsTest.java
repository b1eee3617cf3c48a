package dev.tutti.action;

import static dev.tutti.action.FakeTool.BREAKS_ITS_PROMISE;
import static dev.tutti.action.FakeTool.IS_UNREACHABLE;
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
import java.time.Duration;
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
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
        String id = bench.order(Operation.DO);

        bench.live();

        assertThat(bench.heard)
                .containsExactly(new Input.OutcomeReported(
                        id, Operation.DO, Outcome.SUCCEEDED, "done, reference ref-1", 1, FakeTool.RESULTS));
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.outboxSize()).isZero();
        assertThat(bench.results()).containsExactly("SUCCEEDED");
        assertThat(bench.meters
                        .counter("tutti.actions", "connector", "tool-" + CAPABILITY, "outcome", "succeeded")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void reportsWhatTheToolAnsweredWhenItWasAskedLater() {
        bench.tool(IdempotencyClass.C_READABLE).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(bench.results()).containsExactly("FOUND_DONE");
        assertThat(bench.heard.get(0).results()).isEqualTo(FakeTool.RESULTS);
    }

    @Test
    void reportsNoResultsOfWhatWasRefused() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(REJECTS);
        bench.order(Operation.DO);

        bench.live();

        assertThat(bench.heard.get(0).results()).isEmpty();
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
        FakeTool tool = bench.tool(Workbench.named(letter));
        prepare(tool, what);
        bench.order(Operation.DO);

        // When
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.valueOf(outcome));
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
        FakeTool tool = bench.tool(IdempotencyClass.C_READABLE);
        String id = bench.order(Operation.DO);
        tool.beforeNext(SAYS_AMBIGUOUS).beforeNext(late -> {
            late.holds(id);
            return REJECTS.answer(late);
        });

        // When
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
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
        FakeTool tool = bench.tool(Workbench.named(letter));
        String id = bench.order(Operation.UNDO);
        tool.holds(id);
        FakeTool prepared = lost ? tool.beforeNext(SAYS_AMBIGUOUS) : tool.afterNext(SAYS_AMBIGUOUS);

        // When
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(outcome);
        assertThat(String.join("|", prepared.ledger)).isEqualTo(ledger);
    }

    @Test
    void asksAgainAndNeverSendsAgainWhileTheToolDoesNotSay() {
        FakeTool tool = bench.tool(IdempotencyClass.C_READABLE)
                .afterNext(SAYS_AMBIGUOUS)
                .whenAsked(IS_UNREACHABLE)
                .whenAsked(REJECTS)
                .whenAsked(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(tool.ledger).containsExactly("done", "asked", "asked", "asked", "asked");
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void asksAPersonWhenTheToolHasNotSaidForTooLong() {
        // Given
        FakeTool tool = bench.tool(IdempotencyClass.C_READABLE).afterNext(SAYS_AMBIGUOUS);
        bench.order(Operation.DO);
        bench.live();

        // When
        bench.clock.pass(Duration.ofMinutes(60));
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.ledger).containsExactly("done");
    }

    @ParameterizedTest
    @CsvSource({"A, UNCERTAIN", "B, UNCERTAIN", "D, UNCERTAIN"})
    void givesUpAsUncertainWhatStaysAmbiguous(String letter, Outcome outcome) {
        FakeTool tool = bench.tool(Workbench.named(letter));
        for (int i = 0; i < 20; i++) {
            tool.beforeNext(SAYS_AMBIGUOUS);
        }
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(outcome);
        assertThat(bench.results()).hasSize(letter.equals("D") ? 1 : 8);
    }

    @ParameterizedTest
    @EnumSource(IdempotencyClass.class)
    void givesUpAsFailedWhatWasNeverReached(IdempotencyClass idempotency) {
        FakeTool tool = bench.tool(idempotency);
        for (int i = 0; i < 20; i++) {
            tool.beforeNext(IS_UNREACHABLE);
        }
        bench.order(Operation.DO);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail()).startsWith("given up after 8 attempts: no connection");
        assertThat(bench.results()).hasSize(8);
    }

    @Test
    void waitsLongerEachTimeAndAsLongAsTheToolAsks() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT)
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

    @Test
    void keepsOnlyWhatCanBeStored() {
        bench.tool(IdempotencyClass.A_IDEMPOTENT)
                .beforeNext(tool -> new ActionOutcome.Rejected("a\u0000b\ud800c\n" + "x".repeat(3_000)));
        bench.order(Operation.DO);

        bench.live();

        assertThat(bench.heard.get(0).detail()).startsWith("a b\ufffdc x").hasSize(2_000);
    }
}
