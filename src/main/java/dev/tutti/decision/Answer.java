package dev.tutti.decision;

/** What whoever sent an input hears, once it is committed. */
public sealed interface Answer {

    /** An alert was decided. */
    record Decided(DecisionRecord decision, boolean conflict) implements Answer {}

    /**
     * A wish about an action was granted.
     *
     * @param joined whether a proposal met an action that was open already
     */
    record Granted(Action action, boolean joined) implements Answer {}

    /** What was proposed is under way in another partition, which is to be asked instead. */
    record UnderWayElsewhere(OpenElsewhere action) implements Answer {}

    /** It was not, and nothing changed but that this was heard. */
    record Refused(Refusal refusal) implements Answer {}

    /** It was taken note of. */
    record Noted() implements Answer {}
}
