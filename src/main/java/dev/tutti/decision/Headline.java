package dev.tutti.decision;

import java.util.Collection;
import java.util.Optional;

/** What became of an alert, in one word; the strongest first. */
public enum Headline {
    DENIED,
    HELD,
    ASKED,
    ACTED,
    /** Everything it asked for was under way or in force before it came. */
    SUPPRESSED,
    /** This very report had been decided before. */
    DUPLICATE,
    /** No policy asked for anything. */
    UNMATCHED,
    /** It could not be decided, twice; somebody has to look at it. */
    SET_ASIDE;

    /** The strongest of several; empty when there are none. */
    public static Optional<Headline> highest(Collection<Headline> headlines) {
        return headlines.stream().min(Headline::compareTo);
    }
}
