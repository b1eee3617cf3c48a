package dev.tutti.action;

import static dev.tutti.action.FakeTool.IS_UNREACHABLE;
import static dev.tutti.action.FakeTool.LOSES_POWER;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.FakeTool.SAYS_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import org.junit.jupiter.api.Test;

/**
 * A tool with nothing that makes a second attempt safe: what is not known stays so until a person settles it, which
 * {@code ApprovalResourceTest} shows over REST.
 */
class ClassDTest {

    private final Workbench bench = new Workbench();
    private final FakeTool tool = bench.tool(IdempotencyClass.D_NONE);
    private final String id = bench.order(Operation.DO);

    @Test
    void asksAPersonAfterItHungWithTheEffectMade() {
        tool.afterNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.ledger).containsExactly("done");
    }

    @Test
    void asksAPersonAfterItHungBeforeTheEffect() {
        tool.beforeNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.keys).containsExactly(id);
    }

    @Test
    void callsNothingTwiceAfterARestartInTheMiddleOfACall() {
        // Given
        tool.afterNext(LOSES_POWER);
        bench.live();

        // When
        bench.liveAgain();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(bench.heard.get(0).detail()).isEqualTo("the process ended during the call");
        assertThat(tool.keys).containsExactly(id);
    }

    @Test
    void keepsItsKeyWhileNothingHasReachedTheTool() {
        // Given: not reached, and reached after a restart.
        tool.beforeNext(IS_UNREACHABLE);
        bench.live();
        bench.waitingIsOver();

        // When
        bench.liveAgain();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done");
        assertThat(tool.keys).containsExactly(id, id);
    }

    @Test
    void asksNoToolThatForgotEverything() {
        tool.afterNext(forgetful -> {
            forgetful.forgets();
            return SAYS_AMBIGUOUS.answer(forgetful);
        });

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.ledger).containsExactly("done");
    }

    @Test
    void believesAToolThatSaysDoneAndDidNothing() {
        tool.beforeNext(SAYS_DONE);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
    }

    @Test
    void believesAToolThatRefusesAndDidIt() {
        tool.afterNext(REJECTS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(tool.keys).containsExactly(id);
    }
}
