package dev.tutti.decision;

import dev.tutti.fact.ApprovalReason;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.BudgetApplies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Humans that must agree before an action goes out.
 *
 * @param approver the role, the person's name or the team's name
 * @param quorum how many different people, at least 1
 * @param separate whether somebody who counts here counts nowhere else
 * @param answerWithinMinutes after how long without an answer policies hear of it, 0 for never
 * @param policies ids of the policies that ask for it, sorted; empty for {@link ApprovalReason#NO_POLICY}
 * @param deputies who may answer instead, sorted
 */
public record Requirement(
        ApproverKind kind,
        String approver,
        int quorum,
        boolean separate,
        int answerWithinMinutes,
        ApprovalReason reason,
        String text,
        List<String> policies,
        List<Deputy> deputies)
        implements Comparable<Requirement> {

    private static final Comparator<Requirement> ORDER = Comparator.comparing(Requirement::reason)
            .thenComparing(Requirement::kind)
            .thenComparing(Requirement::approver)
            .thenComparing(Requirement::quorum)
            .thenComparing(Requirement::separate)
            .thenComparing(Requirement::answerWithinMinutes)
            .thenComparing(Requirement::text)
            .thenComparing(requirement -> String.join(",", requirement.policies));

    /** Who is asked when no policy says anything of an action. */
    static final Requirement NO_POLICY = new Requirement(
            ApproverKind.ROLE,
            "responder",
            1,
            false,
            ApprovalReason.NO_POLICY,
            "no policy permits this action, so a responder is asked",
            List.of());

    public Requirement {
        if (quorum < 1) {
            throw new IllegalArgumentException("a quorum is at least 1");
        }
        policies = policies.stream().sorted().distinct().toList();
        // Journals of 0.1 name no deputies.
        deputies = Objects.requireNonNullElse(deputies, List.<Deputy>of()).stream()
                .sorted()
                .distinct()
                .toList();
    }

    /** A demand without a time to answer, that nobody may answer instead. */
    public Requirement(
            ApproverKind kind,
            String approver,
            int quorum,
            boolean separate,
            ApprovalReason reason,
            String text,
            List<String> policies) {
        this(kind, approver, quorum, separate, 0, reason, text, policies, List.of());
    }

    static Requirement of(ApprovalRequired asked, List<String> policies) {
        return new Requirement(
                asked.approverKind(),
                asked.approver(),
                asked.quorum(),
                asked.separate(),
                asked.answerWithinMinutes(),
                asked.reason(),
                asked.text(),
                policies,
                List.of());
    }

    static Requirement beyond(BudgetApplies budget, List<String> policies) {
        return new Requirement(
                ApproverKind.ROLE,
                budget.approverRole(),
                budget.quorum(),
                false,
                ApprovalReason.BUDGET_EXCEEDED,
                "budget %s allows %d within %d min: %s"
                        .formatted(budget.budget(), budget.limit(), budget.windowMinutes(), budget.text()),
                policies);
    }

    /** The same demand, now also of these policies. */
    Requirement alsoBy(Requirement other) {
        List<String> both = new ArrayList<>(policies);
        both.addAll(other.policies);
        return with(both, deputies);
    }

    /** What is demanded, whoever demands it. */
    Requirement anonymous() {
        return with(List.of(), List.of());
    }

    /** The same demand, which these may answer, too. */
    Requirement orBy(List<Deputy> others) {
        return with(policies, others);
    }

    private Requirement with(List<String> newPolicies, List<Deputy> newDeputies) {
        return new Requirement(
                kind, approver, quorum, separate, answerWithinMinutes, reason, text, newPolicies, newDeputies);
    }

    Ground ground() {
        return Ground.of(reason, text, policies);
    }

    @Override
    public int compareTo(Requirement other) {
        return ORDER.compare(this, other);
    }
}
