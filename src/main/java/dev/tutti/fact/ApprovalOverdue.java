package dev.tutti.fact;

/**
 * Those who were asked did not answer in the time that they had; stands as long as their consent is still lacking. What
 * silence means is for policies to say: wait on, deny, or let somebody else answer.
 *
 * @param approver as in the {@link ApprovalRequired} that nobody answered
 */
public record ApprovalOverdue(ActionRequested request, ApproverKind approverKind, String approver) implements Request {

    @Override
    public String factId() {
        return "ApprovalOverdue:" + request.id() + ":" + approverKind + ":" + approver;
    }
}
