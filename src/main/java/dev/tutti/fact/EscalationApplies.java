package dev.tutti.fact;

/**
 * Where this approver is asked, somebody else may answer instead; how many have to agree stays as it is.
 *
 * @param approver as in the {@link ApprovalRequired} that it is about
 * @param deputy the role, person or team that may answer, too
 */
public record EscalationApplies(
        ActionRequested request,
        String approver,
        ApproverKind deputyKind,
        String deputy,
        EscalationReason reason,
        String text)
        implements Judgement {

    @Override
    public String factId() {
        return "EscalationApplies:" + request.id() + ":" + approver + ":" + deputyKind + ":" + deputy;
    }
}
