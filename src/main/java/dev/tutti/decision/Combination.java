package dev.tutti.decision;

import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.BudgetApplies;
import dev.tutti.fact.BudgetReason;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.EscalationApplies;
import dev.tutti.fact.HoldReason;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.LeaseApplies;
import dev.tutti.fact.PermitReason;
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
    private static final long DAY = 24 * 60 * MINUTE;

    /** What the ladder of a lease is called among the budgets. */
    private static final String LADDER = "ladder: ";

    /**
     * Rules, and debits the action's budgets when, and only when, the ruling is {@link Ruling.Permitted}: all of them, and
     * never twice.
     *
     * @throws IllegalArgumentException when a judgement is about another action; leaving it out could lose a denial
     */
    public Ruling combine(
            ActionRequested request, TargetType target, List<Judged> judgements, List<Vote> votes, Surroundings s) {
        Ruling ruling = judge(request, target, judgements, votes, s);
        if (ruling instanceof Ruling.Permitted) {
            debit(request, judgements, s);
        }
        return ruling;
    }

    /** The same ruling, and nothing is debited. */
    Ruling judge(
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
        Consent consent = Consent.of(due, counted, s.electorate(), proposers(request, s));

        List<Ground> denials = grounds(judgements, ActionDenied.class);
        consent.vetoes().forEach(veto -> denials.add(disapproved(veto, due, s, proposers(request, s))));
        if (!denials.isEmpty()) {
            return new Ruling.Denied(denials, due);
        }
        if (s.overridden()) {
            return new Ruling.Permitted(List.of(override(s)), due);
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
            } else if (judgement instanceof BudgetApplies budget && !mayDraw(request, budget, s)) {
                Requirement requirement = Requirement.beyond(budget, judged.policies());
                due.merge(requirement.anonymous(), requirement, Requirement::alsoBy);
            }
        }
        Collection<Requirement> all = due.isEmpty() && !permitted ? List.of(Requirement.NO_POLICY) : due.values();
        return all.stream()
                .map(requirement -> requirement.orBy(deputies(requirement, judgements)))
                .sorted()
                .toList();
    }

    private static List<Deputy> deputies(Requirement requirement, List<Judged> judgements) {
        List<Deputy> deputies = new ArrayList<>();
        for (Judged judged : judgements) {
            if (judged.judgement() instanceof EscalationApplies escalation
                    && escalation.approver().equals(requirement.approver())) {
                deputies.add(new Deputy(escalation.deputyKind(), escalation.deputy(), judged.policies()));
            }
        }
        return deputies;
    }

    /**
     * Whether it may go out unasked as far as this budget goes. Once people were asked, because the budget was spent, the
     * question stands until they have answered it, also when the window has moved on: else the hundred actions of one
     * mistake would all go out in the end, a few in each window.
     */
    private static boolean mayDraw(ActionRequested request, BudgetApplies budget, Surroundings s) {
        return hasRoom(request, budget, s) && !s.asks(Requirement.beyond(budget, List.of()));
    }

    private static boolean hasRoom(ActionRequested request, BudgetApplies budget, Surroundings s) {
        return room(request, budget, s) >= budget.amount();
    }

    private static int room(ActionRequested request, BudgetApplies budget, Surroundings s) {
        int room = s.budgets()
                .room(budget.budget(), request.id(), budget.limit(), budget.windowMinutes() * MINUTE, s.now());
        return Math.max(0, room - s.promised().getOrDefault(budget.budget(), 0));
    }

    /** How much of each budget the action draws if it goes out; the ladders that it climbs are drawn on like budgets. */
    static Map<String, Integer> draws(List<Judged> judgements) {
        Map<String, Integer> draws = new TreeMap<>();
        for (Judged judged : judgements) {
            if (judged.judgement() instanceof BudgetApplies budget) {
                draws.merge(budget.budget(), budget.amount(), Math::max);
            } else if (judged.judgement() instanceof LeaseApplies lease) {
                draws.put(LADDER + lease.ladder(), 1);
            }
        }
        return draws;
    }

    /** Draws on the budgets of an action that goes out. */
    void debit(ActionRequested request, List<Judged> judgements, Surroundings s) {
        Map<String, Integer> spare = new TreeMap<>();
        for (Judged judged : judgements) {
            if (judged.judgement() instanceof BudgetApplies budget) {
                spare.merge(budget.budget(), spare(request, budget, s), Math::min);
            }
        }
        draws(judgements)
                .forEach((budget, amount) -> s.budgets()
                        .debit(new BudgetLedger.Debit(
                                budget,
                                request.id(),
                                s.now(),
                                spare.getOrDefault(budget, BudgetLedger.BEYOND),
                                amount)));
    }

    /** Where other debits may be of more than one, none may have been made that is not known. */
    private static int spare(ActionRequested request, BudgetApplies budget, Surroundings s) {
        if (!mayDraw(request, budget, s)) {
            return BudgetLedger.BEYOND;
        }
        return budget.reason() == BudgetReason.DOWNTIME ? 0 : room(request, budget, s) - budget.amount();
    }

    /** How long the action is to stand if it goes out now, in minutes; 0 when no policy says so. */
    int leaseMinutes(ActionRequested request, List<Judged> judgements, Surroundings s) {
        int longest = 0;
        for (Judged judged : judgements) {
            if (judged.judgement() instanceof LeaseApplies lease) {
                long times = s.budgets().used(LADDER + lease.ladder(), request.id(), lease.withinDays() * DAY, s.now());
                longest = Math.max(longest, lease.minutesAfter((int) Math.min(times, 2)));
            }
        }
        return longest;
    }

    private static List<String> proposers(ActionRequested request, Surroundings s) {
        List<String> proposers = new ArrayList<>(s.proposers());
        if (!request.proposer().isEmpty()) {
            proposers.add(request.proposer());
        }
        return proposers;
    }

    private static Ground override(Surroundings s) {
        BrokenGlass glass = s.override().orElseThrow();
        return Ground.of(PermitReason.BREAK_GLASS, glass.by() + " broke the glass: " + glass.reason(), List.of());
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
    private static Ground disapproved(Vote veto, List<Requirement> due, Surroundings s, List<String> proposers) {
        Eligibility eligibility = new Eligibility(s.electorate(), List.of(veto.person()), proposers);
        List<String> policies = due.stream()
                .filter(requirement ->
                        !eligibility.of(requirement, List.of(veto.person())).isEmpty())
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
