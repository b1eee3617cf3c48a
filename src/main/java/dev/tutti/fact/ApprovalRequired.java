package dev.tutti.fact;

/**
 * Humans must agree before the action goes out. Where several of these stand, all are due.
 *
 * @param approver the role, the person's name or the team's name
 * @param quorum how many different people, at least 1
 * @param separate whether somebody who counts here counts nowhere else
 * @param answerWithinMinutes after how long without an answer {@link ApprovalOverdue} is stated, 0 for never
 */
public record ApprovalRequired(
        ActionRequested request,
        ApproverKind approverKind,
        String approver,
        int quorum,
        boolean separate,
        int answerWithinMinutes,
        ApprovalReason reason,
        String text)
        implements Judgement {

    public ApprovalRequired {
        if (quorum < 1 || answerWithinMinutes < 0) {
            throw new IllegalArgumentException(
                    "a quorum is at least 1, and nobody can answer within less than no time");
        }
    }

    /** Consent that is waited for as long as the action is of use. */
    public ApprovalRequired(
            ActionRequested request,
            ApproverKind approverKind,
            String approver,
            int quorum,
            boolean separate,
            ApprovalReason reason,
            String text) {
        this(request, approverKind, approver, quorum, separate, 0, reason, text);
    }

    @Override
    public String factId() {
        return "ApprovalRequired:" + request.id() + ":" + reason + ":" + approver;
    }
}
