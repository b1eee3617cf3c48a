package dev.tutti.fact;

/** A change that the risk office may want to look at. */
public enum ChangeKind {
    ROLL_OUT,
    EXPOSURE,
    POLICY_CHANGE
}
