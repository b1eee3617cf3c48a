package dev.tutti.connector;

/** What makes a second attempt safe after an ambiguous outcome. */
public enum IdempotencyClass {
    /** Doing it twice is doing it once. */
    A_IDEMPOTENT,
    /** The tool keeps our key and answers a repetition with the first answer. */
    B_KEYED,
    /** The tool can be asked whether it is done. */
    C_READABLE,
    /** Nothing: a person must find out. */
    D_NONE
}
