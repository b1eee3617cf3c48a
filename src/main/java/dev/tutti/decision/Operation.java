package dev.tutti.decision;

/** What is asked of a connector. */
public enum Operation {
    DO,
    UNDO
}
