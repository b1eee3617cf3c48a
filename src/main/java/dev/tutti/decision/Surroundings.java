package dev.tutti.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true around one action at the moment it is combined.
 *
 * @param aliases what else the target is known as: the addresses of a host, the host behind an address
 * @param budgets debited when the action is permitted
 * @param quarantined the ids of the policies out of force by an error, by the capability that they judge
 * @param now the journal's time, in milliseconds since the epoch
 * @param voteValidityMillis a vote counts while it is younger than this
 * @param approvalDigest the {@link ApprovalDigest} of what would be done now; only votes with it count
 * @param proposers the people who proposed it, who have no vote
 * @param override who broke the glass for it, if somebody did
 * @param asked the approvals that it waits for by the ruling before this one; what time alone has freed does not take a question
 *     back
 * @param promised how much of each budget others will draw that go out together with it, before it
 */
public record Surroundings(
        Electorate electorate,
        NoTouchList noTouch,
        List<String> aliases,
        BudgetLedger budgets,
        Map<String, List<String>> quarantined,
        long now,
        long voteValidityMillis,
        String approvalDigest,
        List<String> proposers,
        Optional<BrokenGlass> override,
        List<Requirement> asked,
        Map<String, Integer> promised) {

    /** Around an action that policies proposed, that nobody overrides, and that is ruled on by itself. */
    Surroundings(
            Electorate electorate,
            NoTouchList noTouch,
            List<String> aliases,
            BudgetLedger budgets,
            Map<String, List<String>> quarantined,
            long now,
            long voteValidityMillis,
            String approvalDigest) {
        this(
                electorate,
                noTouch,
                aliases,
                budgets,
                quarantined,
                now,
                voteValidityMillis,
                approvalDigest,
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    /** The same, with so much of each budget promised to others that go out together with this action. */
    Surroundings promising(Map<String, Integer> toOthers) {
        return new Surroundings(
                electorate,
                noTouch,
                aliases,
                budgets,
                quarantined,
                now,
                voteValidityMillis,
                approvalDigest,
                proposers,
                override,
                asked,
                toOthers);
    }

    /** Whether somebody has overridden what this action would wait for, having seen what will be done. */
    boolean overridden() {
        return override.filter(broken -> broken.digest().equals(approvalDigest)).isPresent();
    }

    /** Whether somebody was asked this, whoever demanded it. */
    boolean asks(Requirement demand) {
        return asked.stream().anyMatch(each -> each.anonymous().equals(demand.anonymous()));
    }

    boolean counts(Vote vote, String actionId) {
        return vote.actionId().equals(actionId)
                && vote.digest().equals(approvalDigest)
                && now - vote.at() < voteValidityMillis;
    }
}
