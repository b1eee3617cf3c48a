package dev.tutti.conductor;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import java.util.concurrent.CompletableFuture;

/** Where everybody but intake hands over an input. */
public interface Desk {

    /** Returns after the input was concluded and committed. */
    Hearing submit(Input input);

    /**
     * Hands over what became of an order, and need not wait until it is committed.
     *
     * @return what became of the input, completed on a thread that must not be kept
     */
    default CompletableFuture<Hearing> report(Input.OutcomeReported reported) {
        return CompletableFuture.completedFuture(submit(reported));
    }

    /** What became of the input. */
    sealed interface Hearing {

        /** It was committed with this answer. */
        record Heard(Answer answer) implements Hearing {}

        /** It was not taken, or not yet; come again. */
        record Busy(Reception.Busy busy) implements Hearing {}
    }
}
