package dev.tutti.journal;

/** What became of a commit. */
public enum CommitResult {
    COMMITTED,
    /** Another process has written to this partition meanwhile: what this one believes is stale, and it must rebuild. */
    FENCED,
    /** Another partition has committed something that this batch ought to have known; it is to be concluded again. */
    STALE,
    /** The database did not answer, or answered that it cannot now; the same batch may be tried again under its id. */
    UNAVAILABLE
}
