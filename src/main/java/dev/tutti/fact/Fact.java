package dev.tutti.fact;

/** Anything that a rule may match or conclude. */
public sealed interface Fact permits Event, Context, Tally, Concept, Proposal, Request, Judgement {

    /** Identity in the history: the same fact has the same identity in every replay. */
    String factId();
}
