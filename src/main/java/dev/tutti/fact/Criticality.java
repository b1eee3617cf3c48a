package dev.tutti.fact;

/** How much the organisation depends on a service. */
public enum Criticality {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
