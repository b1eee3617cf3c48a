package dev.tutti.fact;

/** How far it has come with taking an entry from the no-touch list. */
public enum RemovalState {
    /** For somebody else's answer; the entry stands. */
    WAITING,
    /** Somebody else agreed, and the entry is gone. */
    AGREED,
    /** Somebody else refused, and the entry stands. */
    REFUSED,
    /** Nobody answered in time, and the entry stands. */
    EXPIRED,
    /** The entry was stated anew while it waited, and stands. */
    LAPSED
}
