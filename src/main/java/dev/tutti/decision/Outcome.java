package dev.tutti.decision;

/** What became of an attempt, as far as the executor can tell. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** The call may have taken effect, and cannot be repeated or read back; a person settles it. */
    UNCERTAIN
}
