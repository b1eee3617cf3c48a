package dev.tutti.decision;

import dev.tutti.fact.ApprovalReason;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.BudgetApplies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Humans that must agree before an action goes out.
 *
 * @param approver the role or the person's name
 * @param quorum how many different people, at least 1
 * @param separate whether somebody who counts here counts nowhere else
 * @param policies ids of the policies that ask for it, sorted; empty for {@link ApprovalReason#NO_POLICY}
 */
public record Requirement(
        ApproverKind kind,
        String approver,
        int quorum,
        boolean separate,
        ApprovalReason reason,
        String text,
        List<String> policies)
        implements Comparable<Requirement> {

    private static final Comparator<Requirement> ORDER = Comparator.comparing(Requirement::reason)
            .thenComparing(Requirement::kind)
            .thenComparing(Requirement::approver)
            .thenComparing(Requirement::quorum)
            .thenComparing(Requirement::separate)
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
    }

    static Requirement of(ApprovalRequired asked, List<String> policies) {
        return new Requirement(
                asked.approverKind(),
                asked.approver(),
                asked.quorum(),
                asked.separate(),
                asked.reason(),
                asked.text(),
                policies);
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
        return new Requirement(kind, approver, quorum, separate, reason, text, both);
    }

    /** What is demanded, whoever demands it. */
    Requirement anonymous() {
        return new Requirement(kind, approver, quorum, separate, reason, text, List.of());
    }

    Ground ground() {
        return Ground.of(reason, text, policies);
    }

    @Override
    public int compareTo(Requirement other) {
        return ORDER.compare(this, other);
    }
}
