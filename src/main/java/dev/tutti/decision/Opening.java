package dev.tutti.decision;

/** The input within which actions are opened, which numbers them. */
final class Opening {

    private final long sequence;
    private final long at;
    private int opened;

    Opening(long sequence, long at) {
        this.sequence = sequence;
        this.at = at;
    }

    long sequence() {
        return sequence;
    }

    long at() {
        return at;
    }

    /** The ordinal of the next action. */
    int next() {
        return opened++;
    }
}
