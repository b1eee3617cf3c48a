package dev.tutti.action;

/** What is known of one attempt. */
enum AttemptResult {
    /** The call was about to be made, and nobody wrote down what came of it; in the database: no result. */
    UNKNOWN,
    SUCCEEDED,
    /** Certainly not done, and asking again will not help. */
    REJECTED,
    /** Certainly not done, and it may be asked again. */
    UNREACHABLE,
    /** It may be done or not. */
    AMBIGUOUS,
    /** It was unknown or ambiguous, and the tool was asked: it is done. */
    FOUND_DONE,
    /** It was unknown or ambiguous, and the tool was asked: it is not done. */
    FOUND_NOT_DONE;

    boolean done() {
        return this == SUCCEEDED || this == FOUND_DONE;
    }

    /** Whether it may have taken effect, as far as anybody knows now. */
    boolean open() {
        return this == UNKNOWN || this == AMBIGUOUS;
    }

    /** Whether nobody knew at some time; such a call may still arrive after the tool was asked. */
    boolean wasOpen() {
        return open() || this == FOUND_NOT_DONE;
    }
}
