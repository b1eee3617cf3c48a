package dev.tutti.policy.table;

/** What a row says shall follow; two rows say the same when these are equal. */
interface Outcome {

    /** For a message, such as {@code ask owner}. */
    String words();
}
