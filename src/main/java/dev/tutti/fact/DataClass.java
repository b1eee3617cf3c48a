package dev.tutti.fact;

/** How much harm it does when the data of a service becomes known. */
public enum DataClass {
    /** Nobody has classified it. */
    UNKNOWN,
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    SECRET
}
