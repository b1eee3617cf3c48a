package dev.tutti.fact;

/** How bad the SIEM says it is, on one scale for all sources. Unknown is not low: a policy says what it means. */
public enum Severity {
    UNKNOWN,
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The band of a score from 0 to 100; {@link #UNKNOWN} for -1. */
    public static Severity ofScore(int score) {
        if (score < 0) {
            return UNKNOWN;
        }
        if (score < 10) {
            return INFO;
        }
        if (score < 40) {
            return LOW;
        }
        if (score < 70) {
            return MEDIUM;
        }
        return score < 90 ? HIGH : CRITICAL;
    }

    /** Whether this is known and at least as bad as the other. */
    public boolean atLeast(Severity other) {
        return this != UNKNOWN && compareTo(other) >= 0;
    }
}
