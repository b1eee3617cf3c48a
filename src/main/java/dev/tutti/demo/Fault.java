package dev.tutti.demo;

/** A way in which a simulated tool can be told to fail at its next change. */
public enum Fault {
    /** Answers 429 with {@code Retry-After: 1} and does nothing. */
    BUSY,
    /** Answers 500 and did nothing. */
    ERROR_BEFORE,
    /** Does it, then answers 500. */
    ERROR_AFTER,
    /** Does it, then hangs up without an answer. */
    CUT_AFTER
}
