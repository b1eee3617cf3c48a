package dev.tutti.fact;

/** How much the organisation depends on a service: its tier. */
public enum Criticality {
    /** Of a target that belongs to no service; no service is stated with it. */
    UNKNOWN,
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
