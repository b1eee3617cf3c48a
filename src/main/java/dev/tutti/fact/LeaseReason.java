package dev.tutti.fact;

/** Why an action stands as long as it does. */
public enum LeaseReason implements Reason {
    /** The oftener the same target was acted on, the longer it lasts. */
    REPEAT_OFFENDER,
    /** A short time is enough for this. */
    SHORT_CONTAINMENT,
    /** It was granted or taken for good; whoever keeps the records says when it ends, and no clock does. */
    STANDING_RIGHT
}
