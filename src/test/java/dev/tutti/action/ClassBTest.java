package dev.tutti.action;

import static dev.tutti.action.FakeTool.LOSES_POWER;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.FakeTool.SAYS_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import org.junit.jupiter.api.Test;

/** A tool that keeps our key: what is not known is asked for again, under the same key. */
class ClassBTest {

    private final Workbench bench = new Workbench();
    private final FakeTool tool = bench.tool(IdempotencyClass.B_KEYED);
    private final String id = bench.order(Operation.DO);

    @Test
    void asksAgainAfterItHungWithTheEffectMade() {
        tool.afterNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done", "done again");
    }

    @Test
    void asksAgainAfterItHungBeforeTheEffect() {
        tool.beforeNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done");
    }

    @Test
    void keepsItsKeyOverRetriesAndRestarts() {
        // Given: it hangs, the process dies during the call, it hangs again, and it answers.
        tool.beforeNext(SAYS_AMBIGUOUS).afterNext(LOSES_POWER).afterNext(SAYS_AMBIGUOUS);

        // When
        bench.live();
        bench.waitingIsOver();
        bench.live();
        bench.liveAgain();
        bench.waitingIsOver();
        bench.live();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done", "done again", "done again");
        assertThat(tool.keys).containsExactly(id, id, id, id);
    }

    @Test
    void putsRightWhatAToolForgotBeforeItAnswered() {
        tool.afterNext(forgetful -> {
            forgetful.forgets();
            return SAYS_AMBIGUOUS.answer(forgetful);
        });

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.has(id)).isTrue();
        assertThat(tool.keys).containsExactly(id, id);
    }

    /** Whoever says that it is done is believed: without a read-back nobody here can know better. */
    @Test
    void believesAToolThatSaysDoneAndDidNothing() {
        tool.beforeNext(SAYS_DONE);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.keys).hasSize(1);
    }

    /** A refusal is believed too, and not repeated; a server's error would not be taken for one. */
    @Test
    void believesAToolThatRefusesAndDidIt() {
        tool.afterNext(REJECTS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(tool.keys).hasSize(1);
    }

    @Test
    void doesNotTakeALaterRefusalForWhatBecameOfTheFirstCall() {
        tool.afterNext(SAYS_AMBIGUOUS).beforeNext(REJECTS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.ledger).containsExactly("done");
    }
}
