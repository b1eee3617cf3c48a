package dev.tutti.action;

import static dev.tutti.action.Workbench.CAPABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.connector.ActionCall;
import dev.tutti.connector.ActionDescriptor;
import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Connector;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchLoopTest {

    private final Workbench bench = new Workbench();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private DispatchLoop loop = bench.loop(new Workbench.FixedDispatch());

    @AfterEach
    void stop() throws InterruptedException {
        hanging.countDown();
        loop.stop();
    }

    @Test
    void carriesOutEverythingOnceWithSeveralLoopsAtWork() throws InterruptedException {
        // Given
        FakeTool tool = new FakeTool(IdempotencyClass.D_NONE);
        bench.with(CAPABILITY, tool);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            ids.add(bench.order(Operation.DO));
        }
        DispatchLoop second = bench.loop(new Workbench.FixedDispatch());

        // When
        loop.start();
        second.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> bench.outboxSize() == 0);
        second.stop();

        // Then
        assertThat(tool.ledger).hasSize(60).containsOnly("done");
        assertThat(bench.heard.stream().map(Input.OutcomeReported::actionId)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void letsNoToolThatHangsKeepTheOthersWaiting() {
        // Given: more orders for the one that hangs than there are workers, and all of them older.
        bench.providers.put(CAPABILITY, new Tools.Provider("hanging", new HangingTool(hanging)));
        FakeTool tickets = new FakeTool(IdempotencyClass.B_KEYED);
        bench.with("ticket.open", tickets);
        for (int i = 0; i < 10; i++) {
            bench.order(Operation.DO);
        }
        for (int i = 0; i < 10; i++) {
            bench.order("ticket.open", Operation.DO);
        }

        // When
        loop.start();

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> tickets.ledger.size() == 10);
        assertThat(bench.results()).filteredOn("-"::equals).hasSize(4);
        hanging.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> bench.outboxSize() == 0);
    }

    @Test
    void claimsNoMoreThanItHasWorkersFor() throws SQLException {
        // Given
        bench.providers.put(CAPABILITY, new Tools.Provider("hanging", new HangingTool(hanging)));
        for (int i = 0; i < 5; i++) {
            bench.order(Operation.DO);
        }

        // When
        loop.round();
        loop.round();

        // Then
        assertThat(bench.outbox.claim(List.of(CAPABILITY), 10)).hasSize(1);
    }

    @Test
    void wakesUpForNewsAndTellsHowLongTheOldestHasWaited() {
        // Given
        loop = bench.loop(new Workbench.FixedDispatch());
        loop.start();
        FakeTool tool = new FakeTool(IdempotencyClass.A_IDEMPOTENT);
        bench.with(CAPABILITY, tool);

        // When
        bench.order(Operation.DO);
        loop.wake();

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> tool.ledger.size() == 1);
        assertThat(bench.meters.get("tutti.outbox.oldest").gauge().value()).isZero();
    }

    /** Answers when the test is over. */
    private record HangingTool(CountDownLatch end) implements Connector {

        @Override
        public ActionDescriptor describe() {
            return new FakeTool(IdempotencyClass.D_NONE).describe();
        }

        @Override
        public ActionOutcome perform(ActionCall call) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new ActionOutcome.Succeeded("", Map.of());
        }
    }
}
