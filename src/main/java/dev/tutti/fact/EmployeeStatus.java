package dev.tutti.fact;

/** Where a person stands in their employment. */
public enum EmployeeStatus {
    JOINER,
    ACTIVE,
    ON_LEAVE,
    LEAVER
}
