package dev.tutti.replay;

/** What became of a mutant. */
public enum Fate {
    /** A case failed, or the rules brought the engine to a halt. */
    KILLED,
    /** No case noticed. */
    SURVIVED,
    /** No case noticed, and it could not be shipped either: it does not compile, or lint refuses it. */
    NOT_VIABLE
}
