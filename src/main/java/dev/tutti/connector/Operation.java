package dev.tutti.connector;

/** What is asked of a tool about one action. */
public enum Operation {
    DO,
    UNDO,
    /** Asks whether it is done; changes nothing. */
    READ_BACK
}
