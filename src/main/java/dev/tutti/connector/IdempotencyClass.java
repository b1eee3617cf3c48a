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
    D_NONE;

    /** Whether a call may be made again although nobody knows what became of it, or whether it was made at all. */
    public boolean isRepeatable() {
        return this == A_IDEMPOTENT || this == B_KEYED;
    }
}
