package dev.tutti.decision;

import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.BudgetApplies;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.HoldReason;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.TargetType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one ruling of everything that stands on one action: deny before hold before approval before permit, and in doubt a
 * human is asked. The order of judgements and votes never matters; that of the actions does where they share a budget, so
 * the caller goes by their order of opening.
 */
public final class Combination {

    private static final long MINUTE = 60_000L;

    /**
     * Rules, and debits the action's budgets when, and only when, the ruling is {@link Ruling.Permitted}: all of them, and
     * never twice.
     *
     * @throws IllegalArgumentException when a judgement is about another action; leaving it out could lose a denial
     */
    public Ruling combine(
            ActionRequested request, TargetType target, List<Judged> judgements, List<Vote> votes, Surroundings s) {
        for (Judged judged : judgements) {
            if (!judged.judgement().request().id().equals(request.id())) {
                throw new IllegalArgumentException(
                        "%s is not about action %s".formatted(judged.judgement().factId(), request.id()));
            }
        }
        Optional<Ruling.Denied> untouchable = NoTouchCheck.of(target, request.target(), s.aliases(), s.noTouch());
        if (untouchable.isPresent()) {
            return untouchable.get();
        }
        List<Requirement> due = due(request, judgements, s);
        List<Vote> counted =
                votes.stream().filter(vote -> s.counts(vote, request.id())).toList();
        Consent consent = Consent.of(due, counted, s.electorate(), request.proposer());

        List<Ground> denials = grounds(judgements, ActionDenied.class);
        consent.vetoes().forEach(veto -> denials.add(disapproved(veto, due, s.electorate())));
        if (!denials.isEmpty()) {
            return new Ruling.Denied(denials, due);
        }
        List<Ground> holds = grounds(judgements, ActionHeld.class);
        quarantine(request.capability(), s).ifPresent(holds::add);
        if (!holds.isEmpty()) {
            return new Ruling.Held(holds, due, consent.open());
        }
        if (!consent.open().isEmpty()) {
            return new Ruling.Asked(
                    consent.open().stream().map(Requirement::ground).toList(), due, consent.open());
        }
        debit(request, judgements, s);
        List<Ground> permits = grounds(judgements, ActionPermitted.class);
        due.forEach(requirement -> permits.add(requirement.ground()));
        return new Ruling.Permitted(permits, due);
    }

    private static List<Requirement> due(ActionRequested request, List<Judged> judgements, Surroundings s) {
        Map<Requirement, Requirement> due = new TreeMap<>();
        boolean permitted = false;
        for (Judged judged : judgements) {
            Judgement judgement = judged.judgement();
            permitted |= judgement instanceof ActionPermitted;
            if (judgement instanceof ApprovalRequired asked) {
                Requirement requirement = Requirement.of(asked, judged.policies());
                due.merge(requirement.anonymous(), requirement, Requirement::alsoBy);
            } else if (judgement instanceof BudgetApplies budget && room(request, budget, s) == 0) {
                Requirement requirement = Requirement.beyond(budget, judged.policies());
                due.merge(requirement.anonymous(), requirement, Requirement::alsoBy);
            }
        }
        Collection<Requirement> all = due.isEmpty() && !permitted ? List.of(Requirement.NO_POLICY) : due.values();
        return all.stream().sorted().toList();
    }

    private static int room(ActionRequested request, BudgetApplies budget, Surroundings s) {
        return s.budgets()
                .room(budget.budget(), request.id(), budget.limit(), budget.windowMinutes() * MINUTE, s.now());
    }

    private static void debit(ActionRequested request, List<Judged> judgements, Surroundings s) {
        Map<String, Integer> spare = new TreeMap<>();
        for (Judged judged : judgements) {
            if (judged.judgement() instanceof BudgetApplies budget) {
                int room = room(request, budget, s);
                spare.merge(budget.budget(), room > 0 ? room - 1 : BudgetLedger.BEYOND, Math::min);
            }
        }
        spare.forEach((budget, left) -> s.budgets().debit(budget, request.id(), s.now(), left));
    }

    private static Optional<Ground> quarantine(String capability, Surroundings s) {
        List<String> policies = s.quarantined().getOrDefault(capability, List.of());
        return policies.isEmpty()
                ? Optional.empty()
                : Optional.of(Ground.of(
                        HoldReason.POLICY_QUARANTINED,
                        "%s judges %s and is out of force by an error"
                                .formatted(
                                        String.join(
                                                ", ", policies.stream().sorted().toList()),
                                        capability),
                        policies));
    }

    /** Names the policies that gave this person a say. */
    private static Ground disapproved(Vote veto, List<Requirement> due, Electorate electorate) {
        List<String> policies = due.stream()
                .filter(requirement -> electorate.mayVote(veto.person(), requirement))
                .flatMap(requirement -> requirement.policies().stream())
                .toList();
        String why = veto.reason().isBlank() ? "" : ": " + veto.reason();
        return Ground.of(DenyReason.DISAPPROVED, veto.person() + " disapproved" + why, policies);
    }

    private static List<Ground> grounds(List<Judged> judgements, Class<? extends Judgement> type) {
        List<Ground> grounds = new ArrayList<>();
        for (Judged judged : judgements) {
            if (type.isInstance(judged.judgement())) {
                grounds.add(Ground.of(judged));
            }
        }
        return grounds;
    }
}
