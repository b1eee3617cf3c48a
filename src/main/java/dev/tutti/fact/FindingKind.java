package dev.tutti.fact;

/** What is wrong with the organisation's own defences or rules. */
public enum FindingKind {
    /** Nobody is in charge of a policy, a service or an open incident. */
    NOBODY_IN_CHARGE,
    /** Signatures, a feed, a scanner or an agent were not updated in the time that was declared. */
    STALE,
    /** A policy's review date has passed. */
    UNREVIEWED,
    /** Support, a licence or a contract of a tool has ended, or ends soon. */
    RUNS_OUT,
    /** One policy permits an action at once, and another denies it. */
    CONFLICT,
    /** An override was not reviewed in time. */
    REVIEW_OVERDUE,
    /** A capability that is mandated has no policy or no healthy connector behind it. */
    NOT_COVERED,
    /** A machine or its evidence does not comply with what was laid down. */
    NOT_COMPLIANT
}
