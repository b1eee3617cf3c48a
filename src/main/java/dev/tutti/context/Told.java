package dev.tutti.context;

import dev.tutti.problem.FieldError;
import java.util.List;

/**
 * What became of what was wanted; all of it holds now.
 *
 * @param outcomes one for each, in order
 * @param warnings about what is allowed and may still be a mistake; of very many, the first
 */
record Told(List<Outcome> outcomes, List<FieldError> warnings) {

    enum Outcome {
        CREATED,
        REPLACED,
        /** It was stated before in the same words, and was not stated again. */
        UNCHANGED
    }
}
