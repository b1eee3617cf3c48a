package dev.tutti.connector;

import java.util.Map;

/**
 * What is known after a call. Only {@link Ambiguous} leaves open whether something happened; a read-back that is
 * {@code Unreachable}, {@code Rejected} or {@code Ambiguous} says nothing about the action.
 */
public sealed interface ActionOutcome {

    /**
     * It is done; for a read-back: it is there.
     *
     * @param reference the tool's own name for it, {@code ""} when the tool gives none
     * @param extracted what the manifest keeps of the answer, the reference included
     */
    record Succeeded(String reference, Map<String, String> extracted) implements ActionOutcome {
        public Succeeded {
            extracted = Map.copyOf(extracted);
        }
    }

    /** Certainly not done, and asking again will not help. */
    record Rejected(String detail) implements ActionOutcome {}

    /**
     * Certainly not done; it may be asked again.
     *
     * @param retryAfterMillis how long the tool wants to be left alone, 0 when it did not say
     */
    record Unreachable(String detail, long retryAfterMillis) implements ActionOutcome {}

    /** It may be done or not. */
    record Ambiguous(String detail) implements ActionOutcome {}

    /** Only for a read-back: the tool says that it is not there. */
    record NotThere() implements ActionOutcome {}
}
