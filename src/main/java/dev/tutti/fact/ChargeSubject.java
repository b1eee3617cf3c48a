package dev.tutti.fact;

/** What somebody can be in charge of. */
public enum ChargeSubject {
    POLICY,
    SERVICE,
    INCIDENT
}
