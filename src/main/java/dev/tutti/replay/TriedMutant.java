package dev.tutti.replay;

import dev.tutti.engine.Mutant;

/**
 * A mutant and what became of it.
 *
 * @param why the case that failed, or why it is not viable; {@code ""} of one that survived
 */
public record TriedMutant(Mutant mutant, Fate fate, String why) {

    public boolean survived() {
        return fate == Fate.SURVIVED;
    }
}
