package dev.tutti.action;

import static dev.tutti.action.FakeTool.LOSES_POWER;
import static dev.tutti.action.FakeTool.REJECTS;
import static dev.tutti.action.FakeTool.SAYS_AMBIGUOUS;
import static dev.tutti.action.FakeTool.SAYS_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A tool that can be asked: what is not known is read back first. What it says then is believed; a tool that answers the
 * read-back wrongly is beyond what anybody here can know, and the last two tests say what follows.
 */
class ClassCTest {

    private final Workbench bench = new Workbench();
    private final FakeTool tool = bench.tool(IdempotencyClass.C_READABLE);
    private final String id = bench.order(Operation.DO);

    @Test
    void readsBackAndDoesNothingMoreAfterItHungWithTheEffectMade() {
        tool.afterNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done", "asked");
    }

    @Test
    void readsBackAndThenDoesItAfterItHungBeforeTheEffect() {
        tool.beforeNext(SAYS_AMBIGUOUS);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("asked", "done");
    }

    @Test
    void readsBackFirstAlsoAfterARestartInTheMiddleOfACall() {
        // Given
        tool.afterNext(LOSES_POWER);
        bench.live();

        // When
        bench.liveAgain();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("done", "asked");
        assertThat(tool.keys).containsExactly(id);
    }

    @Test
    void keepsItsKeyOverRetriesAndRestarts() {
        // Given: it hangs before the effect, and the process dies before the effect.
        tool.beforeNext(SAYS_AMBIGUOUS).beforeNext(LOSES_POWER);

        // When
        bench.live();
        bench.waitingIsOver();
        bench.live();
        bench.liveAgain();
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.ledger).containsExactly("asked", "asked", "done");
        assertThat(tool.keys).containsExactly(id, id, id);
    }

    @Test
    void doesAgainWhatTheToolForgotBeforeItWasAsked() {
        tool.afterNext(forgetful -> {
            forgetful.forgets();
            return SAYS_AMBIGUOUS.answer(forgetful);
        });

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.has(id)).isTrue();
        assertThat(tool.ledger).containsExactly("done", "asked", "done");
    }

    @Test
    void asksAPersonWhenTheToolHasForgottenHowToAnswer() {
        // Given
        tool.afterNext(SAYS_AMBIGUOUS);
        for (int i = 0; i < 5; i++) {
            tool.whenAsked(REJECTS);
        }
        bench.live();
        bench.waitingIsOver();
        bench.live();

        // When
        bench.clock.pass(Duration.ofHours(1));
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).containsExactly(Outcome.UNCERTAIN);
        assertThat(tool.keys).containsExactly(id);
    }

    @Test
    void believesAToolThatSaysThatItIsThereThoughItIsNot() {
        tool.beforeNext(SAYS_AMBIGUOUS).whenAsked(SAYS_DONE);

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.SUCCEEDED);
        assertThat(tool.has(id)).isFalse();
    }

    @Test
    void doesAgainWhatTheToolWronglySaysIsNotThereUnderTheSameKey() {
        tool.afterNext(SAYS_AMBIGUOUS).whenAsked(lying -> new ActionOutcome.NotThere());

        bench.liveOn();

        assertThat(tool.ledger).containsExactly("done", "asked", "done again");
        assertThat(tool.keys).containsExactly(id, id);
    }
}
