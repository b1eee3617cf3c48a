package dev.tutti.fact;

/** What a service of some tier must have behind it; every capability serves one of these. */
public enum MandatedFunction {
    DETECT,
    ENRICH,
    CONTAIN,
    RECOVER,
    TICKET,
    NOTIFY,
    VERIFY
}
