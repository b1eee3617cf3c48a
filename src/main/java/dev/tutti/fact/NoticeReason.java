package dev.tutti.fact;

/** Why somebody is told. */
public enum NoticeReason implements Reason {
    OWNER_INFORMED,
    RESPONDERS_INFORMED,
    /** A policy failed and is out of force; whoever answers for it has to mend it. */
    POLICY_QUARANTINED
}
