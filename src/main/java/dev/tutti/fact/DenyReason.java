package dev.tutti.fact;

/** Why an action will never go out. */
public enum DenyReason implements Reason {
    /** The target is on the no-touch list; built-in policy {@code CORE-001}. */
    NO_TOUCH,
    /** The target cannot be what the capability acts on; built-in policy {@code CORE-001}. */
    UNUSABLE_TARGET,
    /** Somebody who was asked said no. */
    DISAPPROVED,
    /** The effect would be worse than what it prevents. */
    DISPROPORTIONATE,
    /** Nobody answered in time, and the policy takes that for a no. */
    NOBODY_ANSWERED,
    /** Another action of its group will not go out; all of them do, or none. */
    GROUP_BROKEN,
    /** What was found out speaks against it. */
    UNFOUNDED,
    /** Whoever wants it has no authority to have it done; that it was wanted is recorded, and nothing more. */
    OBSERVE_ONLY
}
