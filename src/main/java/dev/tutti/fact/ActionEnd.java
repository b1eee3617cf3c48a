package dev.tutti.fact;

/** How an action came to its end. */
public enum ActionEnd {
    /** It went out and took no effect. */
    FAILED,
    /** It took effect for a while and was taken back. */
    UNDONE,
    DENIED,
    /** It waited until it was of no more use. */
    EXPIRED,
    /** Nobody wanted it any longer. */
    WITHDRAWN,
    /** It took effect, and the time in which it stood for others is over; there was nothing to undo. */
    OVER
}
