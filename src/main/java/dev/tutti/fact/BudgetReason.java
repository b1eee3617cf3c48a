package dev.tutti.fact;

/** What a budget protects. */
public enum BudgetReason implements Reason {
    BLAST_RADIUS,
    DOWNTIME
}
