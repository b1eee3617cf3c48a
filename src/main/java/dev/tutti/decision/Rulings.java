package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ApprovalOverdue;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.GroupApplies;
import dev.tutti.fact.HoldReason;
import dev.tutti.fact.Review;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Rules on waiting actions within one input: what the judgements on each come to, which of them go out together, and what
 * follows from that.
 */
public final class Rulings {

    private final Combination combination = new Combination();
    private final Terms terms;
    private final KnownContext context;
    private final RequestFacts requests;
    private final OpenActions open;
    private final Groups groups;
    private final BudgetLedger budgets;
    private final UpkeepBook upkeep;
    private final FindingRegister findings;
    private final Effects effects;
    private final Moves moves;
    private final Notices notices;
    private final long now;

    Rulings(
            Terms terms,
            KnownContext context,
            RequestFacts requests,
            OpenActions open,
            Groups groups,
            BudgetLedger budgets,
            UpkeepBook upkeep,
            FindingRegister findings,
            Effects effects,
            Moves moves,
            Notices notices,
            long now) {
        this.terms = terms;
        this.context = context;
        this.requests = requests;
        this.open = open;
        this.groups = groups;
        this.budgets = budgets;
        this.upkeep = upkeep;
        this.findings = findings;
        this.effects = effects;
        this.moves = moves;
        this.notices = notices;
        this.now = now;
    }

    /**
     * Rules on the action by what stands on it now; one that is permitted is dispatched at once, unless it belongs to a group,
     * of which {@link #together} decides once all of them were ruled on.
     */
    public void rule(String actionId, List<Judged> judged) {
        Action action = open.find(actionId).orElse(null);
        if (action == null || !(action.state() instanceof ActionState.Undispatched)) {
            return;
        }
        Conflict.on(action.request(), judged).forEach(conflict -> findings.hear(conflict, effects.facts()));
        Surroundings surroundings = surroundings(action);
        Ruling ruling =
                combination.judge(action.request(), terms.target(action), judged, action.eligibleVotes(), surroundings);
        Action ruled = action.ruled(judged, ruling, now);
        if (!ruled.equals(action)) {
            moves.keep(ruled);
        }
        forgetAnswered(action, ruled);
        groups.follow(ruled);
        notices.tell(actionId, judged);
        boolean grouped = !Groups.in(judged).isEmpty() && !surroundings.overridden();
        if (!(ruling instanceof Ruling.Permitted && grouped)) {
            follow(actionId, ruling, surroundings);
        }
        effects.touchGroups(Groups.in(judged));
    }

    /** Takes the action where the ruling leads it. */
    private void follow(String actionId, Ruling ruling, Surroundings surroundings) {
        Action action = open.get(actionId);
        if (!(action.state() instanceof ActionState.Undispatched from)) {
            return;
        }
        if (ruling instanceof Ruling.Permitted) {
            int lease = combination.leaseMinutes(action.request(), action.judged(), surroundings);
            if (lease != action.leaseMinutes()) {
                moves.keep(action.leasing(lease));
            }
            combination.debit(action.request(), action.judged(), surroundings);
            if (surroundings.overridden()) {
                openReview(action);
            }
        }
        ActionState next = ruling.lead(from);
        Action moved = next.name() == from.name()
                ? open.get(actionId)
                : moves.move(open.get(actionId), next, ruling.grounds(), Moves.POLICIES);
        if (next instanceof ActionState.Permitted permitted) {
            groups.follow(moves.dispatch(moved, permitted, ruling.grounds()));
        }
    }

    /**
     * Lets the members of each group that was ruled on go out when all of them may, holds them back while one may not yet, and
     * denies what is left of a group of which one never will. To be asked after every round of rulings.
     */
    public void together() {
        for (Action closed : effects.changed().stream().map(open::get).toList()) {
            if (closed.state() instanceof ActionState.Denied
                    || closed.state() instanceof ActionState.Expired
                    || closed.state() instanceof ActionState.Withdrawn) {
                groups.follow(closed);
                Groups.in(closed.judged()).forEach(group -> breakUp(group, closed));
            }
        }
        effects.takeTouchedGroups().forEach(this::together);
    }

    private void breakUp(String group, Action closed) {
        String text = "%s on %s, which %s belongs to, is %s"
                .formatted(
                        closed.request().capability(),
                        closed.request().target(),
                        group,
                        closed.state().name().name().toLowerCase(Locale.ROOT));
        for (String id : groups.members(group)) {
            Action member = open.get(id);
            if (member.state() instanceof ActionState.Undispatched from) {
                Ground why = Ground.of(DenyReason.GROUP_BROKEN, text, policiesOf(group, member));
                groups.follow(moves.move(member, from.deny(), List.of(why), Moves.POLICIES));
            }
        }
    }

    private void together(String group) {
        List<Action> members =
                groups.members(group).stream().map(open::get).sorted().toList();
        Map<String, Ruling> rulings = new LinkedHashMap<>();
        Map<String, Integer> promised = new TreeMap<>();
        for (Action member : members) {
            Ruling ruling = combination.judge(
                    member.request(),
                    terms.target(member),
                    member.judged(),
                    member.eligibleVotes(),
                    surroundings(member).promising(promised));
            rulings.put(member.id(), ruling);
            Combination.draws(member.judged())
                    .forEach((budget, amount) -> promised.merge(budget, amount, Integer::sum));
        }
        boolean complete = rulings.values().stream().allMatch(Ruling.Permitted.class::isInstance);
        for (Action member : members) {
            Ruling ruling = Objects.requireNonNull(rulings.get(member.id()));
            boolean ready = !complete && ruling instanceof Ruling.Permitted;
            Ruling joint = ready ? incomplete(member, group, ruling) : ruling;
            Action ruled = member.ruled(member.judged(), joint, now);
            if (!ruled.equals(member)) {
                moves.keep(ruled);
            }
            follow(member.id(), joint, surroundings(member));
        }
    }

    private static Ruling incomplete(Action member, String group, Ruling ruling) {
        Ground why = Ground.of(
                HoldReason.GROUP_INCOMPLETE,
                "the others of " + group + " may not go out yet",
                policiesOf(group, member));
        return new Ruling.Held(List.of(why), ruling.requirements(), List.of());
    }

    private static List<String> policiesOf(String group, Action member) {
        return member.judged().stream()
                .filter(judged -> judged.judgement() instanceof GroupApplies applies
                        && applies.group().equals(group))
                .flatMap(judged -> judged.policies().stream())
                .toList();
    }

    /** Whoever answered, or is asked no longer, is not overdue any more. */
    private void forgetAnswered(Action before, Action now) {
        before.overdue().stream()
                .filter(overdue -> !now.waiting().contains(overdue))
                .map(overdue -> overdue(now, overdue).factId())
                .forEach(factId -> requests.end(factId, now.id(), effects.facts()));
    }

    static ApprovalOverdue overdue(Action action, Waiting waiting) {
        return new ApprovalOverdue(action.request(), waiting.kind(), waiting.approver());
    }

    private void openReview(Action action) {
        ActionRequested request = action.request();
        BrokenGlass glass = action.override().orElseThrow();
        Review review = new Review(
                action.id(),
                request.capability(),
                request.target(),
                glass.by(),
                glass.reason(),
                now + glass.reviewWithinMillis());
        context.state(review, effects.facts());
        upkeep.keep(review, now, effects.facts());
        effects.record(review);
    }

    private Surroundings surroundings(Action action) {
        return new Surroundings(
                context.electorate(now),
                context.noTouch(),
                context.aliases(action.request()),
                budgets,
                terms.quarantined(),
                now,
                terms.voteValidity().toMillis(),
                action.digest(),
                action.proposers(),
                action.override(),
                action.state() instanceof ActionState.AwaitingApproval ? action.requirements() : List.of(),
                Map.of());
    }
}
