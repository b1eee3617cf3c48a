package dev.tutti.action;

import static dev.tutti.action.FakeTool.IS_UNREACHABLE;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.FakeTool.WANTS_REST;
import static dev.tutti.action.Workbench.CAPABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Limits;
import dev.tutti.decision.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one tool does to us is no other tool's matter. */
class IsolationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String TICKETS = "ticket.open";

    private final Workbench bench = new Workbench();
    private final FakeTool tickets = new FakeTool(IdempotencyClass.B_KEYED);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private DispatchLoop loop = bench.loop(new Workbench.FixedDispatch());

    @AfterEach
    void stop() throws InterruptedException {
        hanging.countDown();
        loop.stop();
    }

    @Test
    void letsNoToolThatHangsBabblesRefusesOrWantsRestKeepAnotherWaiting() {
        // Given: five bad tools with more orders than any of them has workers, all older than those of the good one.
        for (String capability : List.of("hang.one", "hang.two")) {
            FakeTool tool = bad(capability);
            for (int i = 0; i < 10; i++) {
                tool.beforeNext(this::hang);
            }
        }
        bad("babble.on").always(SAYS_AMBIGUOUS);
        bad("refuse.it").always(REJECTS);
        bad("rest.now").always(WANTS_REST);
        ordersForTickets();

        // When
        loop.start();

        // Then
        await().atMost(PATIENCE).until(() -> tickets.ledger.size() == 10);
        assertThat(hanging.getCount()).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> bench.results().stream().filter("-"::equals).count() == 8);
    }

    @Test
    void leavesAToolAloneThatAsksForRestAndGoesOnAfterwards() {
        // Given
        bench.limits.put("tool-" + CAPABILITY, one());
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE).beforeNext(WANTS_REST);
        orders(CAPABILITY);
        ordersForTickets();
        loop.start();
        await().atMost(PATIENCE).until(() -> tickets.ledger.size() == 10);
        await().atMost(PATIENCE).until(() -> bench.results().contains("UNREACHABLE"));
        assertThat(tool.keys).hasSize(1);
        assertThat(bench.untouched()).isEqualTo(9);

        // When
        bench.nanos.addAndGet(Duration.ofSeconds(90).toNanos());
        loop.wake();

        // Then: all but the one that was answered so, which waits for itself too.
        await().atMost(PATIENCE).until(() -> bench.outboxSize() == 1);
        assertThat(tool.ledger).hasSize(9);
    }

    @Test
    void callsAToolNoMoreOftenThanItBearsAndTheOthersAllTheSame() {
        // Given
        bench.limits.put("tool-" + CAPABILITY, new Limits(OptionalInt.empty(), Optional.of(new Limits.Rate(3, NEVER))));
        bench.tool(IdempotencyClass.D_NONE);
        orders(CAPABILITY);
        ordersForTickets();

        // When
        loop.start();

        // Then: what had to wait has cost no attempt.
        await().atMost(PATIENCE).until(() -> bench.outboxSize() == 7 && bench.untouched() == 7);
        assertThat(tickets.ledger).hasSize(10);
        assertThat(bench.results()).hasSize(13).containsOnly("SUCCEEDED");
    }

    @Test
    void claimsNothingForAToolWhoseCircuitIsOpen() {
        // Given
        loop = bench.loop(new Workbench.FixedDispatch(new Workbench.FixedCircuit(4, 0.5, NEVER)));
        bench.limits.put("tool-" + CAPABILITY, one());
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE).always(IS_UNREACHABLE);
        orders(CAPABILITY);
        ordersForTickets();

        // When
        loop.start();

        // Then
        await().atMost(PATIENCE).until(() -> tickets.ledger.size() == 10 && tool.keys.size() == 4);
        await().atMost(PATIENCE).until(() -> bench.untouched() == 6);
        assertThat(bench.meters
                        .get("tutti.connector.circuit")
                        .tag("connector", "tool-" + CAPABILITY)
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void goesOnByItselfWhenTheToolIsWellAgain() {
        // Given: it cannot be reached, not even by the first call that is tried.
        loop = bench.loop(new Workbench.FixedDispatch(new Workbench.FixedCircuit(4, 0.5, Duration.ofMillis(20))));
        FakeTool tool = bench.tool(IdempotencyClass.D_NONE);
        for (int i = 0; i < 5; i++) {
            tool.beforeNext(IS_UNREACHABLE);
        }
        orders(CAPABILITY);

        // When
        loop.start();

        // Then
        await().atMost(PATIENCE).until(() -> bench.outboxSize() == 0);
        assertThat(tool.ledger).hasSize(10).containsOnly("done");
    }

    @Test
    void callsNothingTwiceWhenItIsRestartedWithAnOpenCircuit() throws InterruptedException {
        // Given: four calls took effect and hung, and the circuit is open.
        loop = bench.loop(new Workbench.FixedDispatch(new Workbench.FixedCircuit(4, 0.5, NEVER)));
        bench.limits.put("tool-" + CAPABILITY, one());
        FakeTool tool = bench.tool(IdempotencyClass.C_READABLE);
        for (int i = 0; i < 4; i++) {
            tool.afterNext(SAYS_AMBIGUOUS);
        }
        orders(CAPABILITY);
        loop.start();
        await().atMost(PATIENCE).until(() -> tool.keys.size() == 4 && bench.untouched() == 6);
        loop.stop();

        // When
        bench.waitingIsOver();
        loop = bench.loop(new Workbench.FixedDispatch());
        loop.start();

        // Then
        await().atMost(PATIENCE).until(() -> bench.outboxSize() == 0);
        assertThat(tool.keys).hasSize(10).doesNotHaveDuplicates();
        assertThat(tool.ledger).filteredOn("asked"::equals).hasSize(4);
    }

    private FakeTool bad(String capability) {
        FakeTool tool = new FakeTool(IdempotencyClass.A_IDEMPOTENT);
        bench.with(capability, tool);
        orders(capability);
        return tool;
    }

    private void ordersForTickets() {
        bench.with(TICKETS, tickets);
        orders(TICKETS);
    }

    private void orders(String capability) {
        for (int i = 0; i < 10; i++) {
            bench.order(capability, Operation.DO);
        }
    }

    private ActionOutcome hang(FakeTool tool) {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return SAYS_AMBIGUOUS.answer(tool);
    }

    private static Limits one() {
        return new Limits(OptionalInt.of(1), Optional.empty());
    }
}
