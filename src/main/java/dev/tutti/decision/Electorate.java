package dev.tutti.decision;

/** Who may vote now: roles are those held when the votes are counted, not when they were cast. */
@FunctionalInterface
public interface Electorate {

    /** Whether the person holds now the role that the requirement asks for, or is the person whom it names. */
    boolean mayVote(String person, Requirement requirement);
}
