package dev.tutti.decision;

import dev.tutti.fact.ApproverKind;
import java.util.List;

/** Who may vote now: roles are those held when the votes are counted, not when they were cast. */
@FunctionalInterface
public interface Electorate {

    /** Whether the person holds now the role that is asked, is in the team, or is the person who is named. */
    boolean is(String person, ApproverKind kind, String approver);

    /** Those in whose place this person may answer now, in alphabetical order. */
    default List<String> delegatorsOf(String person) {
        return List.of();
    }

    /** Whether the person may answer this in a right of their own. */
    default boolean mayVote(String person, Requirement requirement) {
        return is(person, requirement.kind(), requirement.approver())
                || requirement.deputies().stream().anyMatch(deputy -> is(person, deputy.kind(), deputy.name()));
    }
}
