package dev.tutti.decision;

/** What somebody who was asked says of an action. */
public enum Verdict {
    APPROVE,
    DISAPPROVE
}
