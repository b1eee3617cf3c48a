package dev.tutti.fact;

/**
 * Humans must agree before the action goes out. Where several of these stand, all are due.
 *
 * @param approver the role or the person's name
 * @param quorum how many different people, at least 1
 * @param separate whether somebody who counts here counts nowhere else
 */
public record ApprovalRequired(
        ActionRequested request,
        ApproverKind approverKind,
        String approver,
        int quorum,
        boolean separate,
        ApprovalReason reason,
        String text)
        implements Judgement {

    public ApprovalRequired {
        if (quorum < 1) {
            throw new IllegalArgumentException("a quorum is at least 1");
        }
    }

    @Override
    public String factId() {
        return "ApprovalRequired:" + request.id() + ":" + reason + ":" + approver;
    }
}
