package dev.tutti.action;

import static dev.tutti.action.FakeTool.LOSES_POWER;
import static dev.tutti.action.FakeTool.REJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever the process ends or loses its claim, whoever goes on finds what is known. */
class CrashPointTest {

    private final Workbench bench = new Workbench();

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
        // What a call brought that may be made again is written down with the outcome only.
        "A, before the outcome, SUCCEEDED, done|done again",
        "B, before the outcome, SUCCEEDED, done|done again",
        "C, before the outcome, SUCCEEDED, done",
        "D, before the outcome, SUCCEEDED, done",
        "A, after the outcome, SUCCEEDED, done",
        "D, after the outcome, SUCCEEDED, done"
    })
    void goesOnWhereTheProcessEnded(String letter, String where, Outcome outcome, String ledger) {
        // Given
        FakeTool tool = bench.tool(Workbench.named(letter));
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
        assertThat(bench.outcomes()).containsExactly(outcome);
        assertThat(String.join("|", tool.ledger)).isEqualTo(ledger);
        assertThat(bench.outboxSize()).isZero();
    }

    @Test
    void beginsWhatWasOnlyClaimed() {
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE);
        bench.order(Operation.DO);
        bench.claim();

        bench.leasesEnd();
        bench.live();

        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void reportsAgainAfterABusyConductorWithoutCallingAgain() {
        // Given
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE);
        bench.order(Operation.DO);
        bench.desk = input -> Workbench.busy();
        bench.live();
        assertThat(bench.millisUntilReady()).isBetween(1_000L, 2_000L);

        // When
        bench.desk = bench::commit;
        bench.liveOn();

        // Then
        assertThat(tool.ledger).containsExactly("done");
        assertThat(bench.heard.get(0).results()).isEqualTo(FakeTool.RESULTS);
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void lettingGoOfALostClaimItNeitherBeginsNorReports() throws SQLException {
        // Given: one that was slow, and one that has claimed the order since.
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT);
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
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void keepsWhatASlowCallBroughtForWhoeverHasTheOrderNow() throws SQLException {
        // Given: the claim is lost while the call is under way.
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE).afterNext(slow -> {
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
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void takesNoResultOfAnEarlierOrderForThisOne() {
        // Given
        FakeTool tool = bench.tool(IdempotencyClass.A_IDEMPOTENT).beforeNext(REJECTS);
        String id = bench.order(Operation.UNDO);
        bench.live();

        // When
        bench.orderAgain(id, Operation.UNDO);
        bench.live();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("undone again");
        assertThat(bench.results()).containsExactly("REJECTED", "SUCCEEDED");
    }
}
