package dev.tutti.decision;

import java.time.Duration;

/**
 * Somebody broke the glass: whatever the action waits for, it goes out, unless it is denied.
 *
 * @param digest of what would be done, as that person saw it
 * @param reviewWithinMillis within what time after it has gone out somebody else has to look at it, as it was set when the
 *     glass was broken
 */
public record BrokenGlass(String by, String reason, String digest, long at, long reviewWithinMillis) {

    /** Within what time somebody has to look at what somebody else overrode, unless configured otherwise. */
    public static final Duration REVIEW_WITHIN = Duration.ofDays(3);

    /** Journals of 0.1 hold no such time. */
    public BrokenGlass {
        reviewWithinMillis = reviewWithinMillis > 0 ? reviewWithinMillis : REVIEW_WITHIN.toMillis();
    }
}
