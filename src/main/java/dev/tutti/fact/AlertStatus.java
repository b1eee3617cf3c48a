package dev.tutti.fact;

/** Where an alert stands at its source. */
public enum AlertStatus {
    OPEN,
    /** Closed, archived, suppressed or no longer firing, by the source's own account. */
    RESOLVED
}
