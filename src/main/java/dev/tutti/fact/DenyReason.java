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
    DISPROPORTIONATE
}
