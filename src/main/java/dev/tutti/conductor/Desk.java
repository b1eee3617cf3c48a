package dev.tutti.conductor;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;

/** Where everybody but intake hands over an input. */
public interface Desk {

    /** Returns after the input was concluded and committed. */
    Hearing submit(Input input);

    /** What became of the input. */
    sealed interface Hearing {

        /** It was committed with this answer. */
        record Heard(Answer answer) implements Hearing {}

        /** It was not taken, or not yet; come again. */
        record Busy(Reception.Busy busy) implements Hearing {}
    }
}
