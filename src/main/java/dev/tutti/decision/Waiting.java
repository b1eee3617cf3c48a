package dev.tutti.decision;

import dev.tutti.fact.ApproverKind;

/**
 * Somebody was asked and has until {@code due} to answer.
 *
 * @param overdue whether that has passed, and policies were told
 */
public record Waiting(ApproverKind kind, String approver, long due, boolean overdue) {

    private static final long MINUTE = 60_000L;

    static Waiting on(Requirement requirement, long now) {
        return new Waiting(
                requirement.kind(), requirement.approver(), now + requirement.answerWithinMinutes() * MINUTE, false);
    }

    boolean isFor(Requirement requirement) {
        return kind == requirement.kind() && approver.equals(requirement.approver());
    }

    /** The same as it is at this time. */
    Waiting at(long now) {
        return new Waiting(kind, approver, due, overdue || due <= now);
    }
}
