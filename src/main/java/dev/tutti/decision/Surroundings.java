package dev.tutti.decision;

import java.util.List;
import java.util.Map;

/**
 * What is true around one action at the moment it is combined.
 *
 * @param aliases what else the target is known as: the addresses of a host, the host behind an address
 * @param budgets debited when the action is permitted
 * @param quarantined the ids of the policies out of force by an error, by the capability that they judge
 * @param now the journal's time, in milliseconds since the epoch
 * @param voteValidityMillis a vote counts while it is younger than this
 * @param approvalDigest the {@link ApprovalDigest} of what would be done now; only votes with it count
 */
public record Surroundings(
        Electorate electorate,
        NoTouchList noTouch,
        List<String> aliases,
        BudgetLedger budgets,
        Map<String, List<String>> quarantined,
        long now,
        long voteValidityMillis,
        String approvalDigest) {

    boolean counts(Vote vote, String actionId) {
        return vote.actionId().equals(actionId)
                && vote.digest().equals(approvalDigest)
                && now - vote.at() < voteValidityMillis;
    }
}
