package dev.tutti.decision;

/** Why a tally says less than is so. */
public enum Shortfall {
    /** It has as many keys as it may; a new one is not counted until another one has nothing left in the window. */
    TOO_MANY_KEYS,
    /** A part of the key is longer than what is kept. */
    KEY_TOO_LONG,
    /** The alert was counted; that its value is a new one was not, and the tally says "at least". */
    TOO_MANY_VALUES
}
