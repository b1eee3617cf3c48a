package dev.tutti.policy;

/** Where a policy stands in its life; only what is {@link #ACTIVE} is compiled. */
public enum Status {
    /** Being written; it is checked like any other and decides nothing. */
    DRAFT,
    ACTIVE,
    /** Out of use for good; its folder stays, so that its id is not given away again. */
    RETIRED,
    /** Out of force by an error: while it judges a capability, actions of that kind are held. */
    QUARANTINED
}
