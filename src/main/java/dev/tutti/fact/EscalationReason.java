package dev.tutti.fact;

/** Why somebody else may answer, too. */
public enum EscalationReason implements Reason {
    /** Whoever was asked did not answer in time. */
    NOBODY_ANSWERED,
    /** The matter is too grave to wait for the one who is asked first. */
    GRAVE
}
