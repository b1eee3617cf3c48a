package dev.tutti.fact;

/** Why an action waits although nobody has to be asked. */
public enum HoldReason implements Reason {
    CHANGE_FREEZE,
    OUTSIDE_WINDOW,
    /** It is a holiday, and what can wait until after it does. */
    HOLIDAY,
    /** A policy that judges this capability is out of force by an error; nothing of that kind goes out meanwhile. */
    POLICY_QUARANTINED,
    AWAITING_EARLIER_STEP,
    /** A larger containment makes it unnecessary while that stands. */
    INHIBITED,
    /** What the decision hangs on is being looked up. */
    AWAITING_ENRICHMENT,
    /** Others of its group may not go out yet; all of them do, or none. */
    GROUP_INCOMPLETE,
    /** Nobody answered in time, and the policy says to wait on. */
    NOBODY_ANSWERED
}
