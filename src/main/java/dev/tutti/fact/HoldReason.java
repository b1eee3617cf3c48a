package dev.tutti.fact;

/** Why an action waits although nobody has to be asked. */
public enum HoldReason implements Reason {
    CHANGE_FREEZE,
    OUTSIDE_WINDOW,
    /** It is a holiday, and what can wait until after it does. */
    HOLIDAY,
    /** A policy that judges this capability is out of force by an error; nothing of that kind goes out meanwhile. */
    POLICY_QUARANTINED,
    AWAITING_EARLIER_STEP
}
