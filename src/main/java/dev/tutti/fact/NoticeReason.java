package dev.tutti.fact;

/** Why somebody is told. */
public enum NoticeReason implements Reason {
    OWNER_INFORMED,
    RESPONDERS_INFORMED
}
