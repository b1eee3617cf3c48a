package dev.tutti.fact;

/** Why humans must agree. */
public enum ApprovalReason implements Reason {
    /** No policy said anything of this action; in doubt a human is asked. */
    NO_POLICY,
    CRITICAL_SERVICE,
    /** More actions of this kind went out within the window than the budget allows. */
    BUDGET_EXCEEDED,
    HARD_TO_UNDO,
    /** Within business hours those who answer for the service are there. */
    BUSINESS_HOURS,
    /** Outside of business hours somebody is on call instead. */
    OUTSIDE_BUSINESS_HOURS,
    UNKNOWN_TARGET,
    /** Traffic that the business needs would be cut. */
    BUSINESS_FLOW,
    /** One source alone says so, and the effect is hard. */
    UNCORROBORATED,
    /** Two roles have to agree that no one person may hold here. */
    SEPARATE_DUTIES,
    /** Who answers for the matter is to decide. */
    OWNER_CONSULTED,
    /** Whoever wants it has no authority to have it done without consent. */
    AUTHORITY
}
