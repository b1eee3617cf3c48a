package dev.tutti.decision;

import java.util.Collection;
import java.util.Optional;

/** What became of an alert, in one word; the strongest first. */
public enum Headline {
    DENIED,
    HELD,
    ASKED,
    ACTED,
    /** Everything it asked for was under way or in force before it came, or the same alert had asked for it before. */
    SUPPRESSED,
    /** This very report had been decided before. */
    DUPLICATE,
    /** No policy asked for anything. */
    UNMATCHED,
    /** Its source says that it is over: no policy was asked, and what waited for nothing else is withdrawn. */
    RESOLVED,
    /** A newer report of the same alert had come before, so this one changes nothing. */
    STALE,
    /** It could not be decided, twice; somebody has to look at it. */
    SET_ASIDE;

    /** The strongest of several; empty when there are none. */
    public static Optional<Headline> highest(Collection<Headline> headlines) {
        return headlines.stream().min(Headline::compareTo);
    }
}
