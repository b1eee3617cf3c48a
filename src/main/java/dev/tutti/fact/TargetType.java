package dev.tutti.fact;

/** What a capability acts on; it says which form of a target is usable and which no-touch entries can cover it. */
public enum TargetType {
    IP,
    HOST,
    USER,
    DOMAIN,
    /** A person or channel that is told something. */
    RECIPIENT,
    /** Something that only a person reads, such as the subject of a ticket. */
    SUBJECT
}
