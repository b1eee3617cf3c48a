package dev.tutti.decision;

import dev.tutti.fact.ActionCause;
import dev.tutti.fact.ActionInForce;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoticeRequired;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import dev.tutti.fact.TargetType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The actions of one partition that are not closed, and what may happen to them. Every method belongs to the input named
 * by {@link #begin}, and writes what it changed into that input's {@link Effects}. Deterministic, and no database.
 */
public final class Docket {

    /** What tells a person something, when a policy wants somebody told. */
    public static final String NOTICE_CAPABILITY = "chat.post";

    /** More causes than this are kept in the history, and not shown to rules. */
    private static final int MAX_CAUSES_IN_MEMORY = 100;

    private static final String POLICIES = "policies";
    private static final String CLOCK = "clock";

    private final Terms terms;
    private final Combination combination = new Combination();
    private final BudgetLedger budgets;
    private final Map<String, Action> open = new TreeMap<>();
    private final Map<String, String> bySameness = new HashMap<>();
    private final Map<String, Set<String>> causes = new HashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final KnownContext context = new KnownContext();
    private final Calendar calendar = new Calendar();

    private Effects effects = new Effects();
    private long sequence;
    private long now;
    private int opened;

    public Docket(Terms terms, BudgetLedger budgets) {
        this.terms = terms;
        this.budgets = budgets;
    }

    /** Starts the input with this place and time; what follows is written into the effects returned. */
    public Effects begin(long inputSequence, long at) {
        sequence = inputSequence;
        now = at;
        opened = 0;
        effects = new Effects();
        return effects;
    }

    /** Takes what the organisation states about itself. */
    public void state(Context fact) {
        context.state(fact, effects.facts());
        if (fact instanceof Planned period) {
            calendar.plan(period, now, effects.facts());
        }
        ruleWaiting();
    }

    /** Ends what was stated under this identity. */
    public Answer end(String factId) {
        if (!context.end(factId, effects.facts())) {
            return new Answer.Refused(Refusal.UNKNOWN_FACT);
        }
        calendar.cancel(factId, now, effects.facts());
        ruleWaiting();
        return new Answer.Noted();
    }

    /** Brings in and takes out the periods that begin and end at this time. */
    public void turnCalendar() {
        calendar.turn(now, effects.facts());
    }

    /** Has every waiting action ruled on again: who may vote, or what may be touched, is not what it was. */
    public void ruleWaiting() {
        open.values().stream()
                .filter(action -> action.state() instanceof ActionState.Undispatched)
                .forEach(action -> effects.rule(action.id()));
    }

    public Terms terms() {
        return terms;
    }

    /** The action, if it is not closed. */
    public Optional<Action> find(String actionId) {
        return Optional.ofNullable(open.get(actionId));
    }

    /** All that are not closed, in the order of opening. */
    public List<Action> open() {
        return open.values().stream().sorted().toList();
    }

    /** The next boundary of the calendar or deadline of an action; empty when nothing will happen by itself. */
    public OptionalLong nextDue() {
        return LongStream.concat(deadlines.next().stream(), calendar.nextBoundary(now).stream())
                .min();
    }

    /** Budget debits made since the last call. */
    public List<BudgetLedger.Debit> drainDebits() {
        return budgets.drain();
    }

    /** Puts back an action as it was committed, with the alerts that caused it. */
    public void restore(Action action, Collection<Cause> committed, FactChanges facts) {
        Action bound = action.boundTo(digest(action.request()));
        keep(bound);
        Set<String> alerts = new TreeSet<>();
        committed.stream().limit(MAX_CAUSES_IN_MEMORY).forEach(cause -> alerts.add(cause.alertId()));
        causes.put(action.id(), alerts);
        if (action.state() instanceof ActionState.Undispatched && !action.notice()) {
            facts.state(action.request());
            committed.stream()
                    .filter(cause -> alerts.contains(cause.alertId()))
                    .forEach(cause -> facts.state(new ActionCause(action.request(), cause.alertId(), cause.source())));
        } else if (!action.notice()) {
            facts.state(inForce(action.request()));
        }
    }

    /**
     * Merges what is proposed into an action that is not closed, or opens one.
     *
     * @param proposer the person who proposes, {@code ""} for a policy
     * @param source where the alert came from, {@code ""} when a person proposes without one
     * @return what working memory is to be told
     */
    public List<Request> take(Proposal proposal, String tenant, String proposer, String source) {
        String sameness = Identities.sameness(tenant, proposal.capability(), proposal.target(), proposal.parameters());
        String known = bySameness.get(sameness);
        Action action = known == null ? open(proposal, tenant, proposer, sameness) : join(known, proposer);
        List<Request> stated = new ArrayList<>();
        boolean waiting = action.state() instanceof ActionState.Undispatched;
        if (known == null) {
            stated.add(action.request());
        }
        if (!proposal.alertId().isEmpty()) {
            Set<String> alerts = causes.computeIfAbsent(action.id(), id -> new TreeSet<>());
            boolean shown = alerts.size() < MAX_CAUSES_IN_MEMORY;
            if (!shown || alerts.add(proposal.alertId())) {
                effects.add(new Cause(action.id(), proposal.alertId(), source));
                if (shown && waiting) {
                    stated.add(new ActionCause(action.request(), proposal.alertId(), source));
                }
            }
        }
        return stated;
    }

    /** The action that this proposal is now part of. */
    public Optional<Action> sameAs(Proposal proposal, String tenant) {
        return Optional.ofNullable(bySameness.get(
                        Identities.sameness(tenant, proposal.capability(), proposal.target(), proposal.parameters())))
                .map(open::get);
    }

    /** Rules on the action by what stands on it now; one that is permitted is dispatched at once. */
    public void rule(String actionId, List<Judged> judged) {
        Action action = open.get(actionId);
        if (action == null || !(action.state() instanceof ActionState.Undispatched from)) {
            return;
        }
        Ruling ruling =
                combination.combine(action.request(), targetOf(action), judged, eligible(action), surroundings(action));
        keep(action.ruled(judged, ruling));
        effects.change(actionId);
        ActionState next = ruling.lead(from);
        if (next.name() != from.name()) {
            move(actionId, next, ruling.grounds(), POLICIES);
        }
        judged.forEach(standing -> {
            if (standing.judgement() instanceof NoticeRequired notice) {
                tell(actionId, notice, standing.policies());
            }
        });
        if (next instanceof ActionState.Permitted permitted) {
            dispatch(actionId, permitted, ruling.grounds());
        } else if (!next.open()) {
            leaveMemory(action);
        }
    }

    /** A person answers. */
    public Answer vote(Input.VoteCast cast) {
        Action action = open.get(cast.actionId());
        if (action == null) {
            return new Answer.Refused(Refusal.UNKNOWN_ACTION);
        }
        if (!action.state().waiting() || action.votes().size() >= Action.MAX_VOTES) {
            return new Answer.Refused(Refusal.NOT_WAITING);
        }
        if (action.proposers().stream().anyMatch(cast.by()::equalsIgnoreCase)) {
            return new Answer.Refused(Refusal.SELF_APPROVAL);
        }
        if (!cast.digest().equals(action.digest())) {
            return new Answer.Refused(Refusal.DIGEST_MISMATCH);
        }
        if (action.requirements().stream().noneMatch(r -> context.mayVote(cast.by(), r))) {
            return new Answer.Refused(Refusal.NOT_ASKED);
        }
        keep(action.with(new Vote(action.id(), cast.by(), cast.verdict(), cast.reason(), cast.digest(), now)));
        effects.change(action.id());
        effects.rule(action.id());
        return granted(action.id());
    }

    /** A person wants it no longer. */
    public Answer withdraw(Input.WithdrawalAsked asked) {
        Action action = open.get(asked.actionId());
        if (action == null) {
            return new Answer.Refused(Refusal.UNKNOWN_ACTION);
        }
        if (!(action.state() instanceof ActionState.Undispatched from)) {
            return new Answer.Refused(Refusal.NOT_WAITING);
        }
        Action ended = move(action.id(), from.withdraw(), because("WITHDRAWN", asked.reason()), asked.by());
        leaveMemory(action);
        return new Answer.Granted(ended, false);
    }

    /** A person wants it undone. */
    public Answer undo(Input.UndoAsked asked) {
        Action action = open.get(asked.actionId());
        if (action == null) {
            return new Answer.Refused(Refusal.UNKNOWN_ACTION);
        }
        ActionState state = action.state();
        boolean reversible = capability(action).map(Capability::reversible).orElse(false);
        if (reversible && state instanceof ActionState.Succeeded succeeded) {
            order(action.id(), succeeded.undo(), because("UNDO_ASKED", asked.reason()), asked.by(), Operation.UNDO);
        } else if (reversible && state instanceof ActionState.UndoFailed failed) {
            order(action.id(), failed.retry(), because("UNDO_ASKED", asked.reason()), asked.by(), Operation.UNDO);
        } else {
            return new Answer.Refused(Refusal.NOT_REVERSIBLE);
        }
        return granted(action.id());
    }

    /** A person found out what became of it. */
    public Answer settle(Input.SettlementGiven given) {
        Action action = open.get(given.actionId());
        if (action == null) {
            return new Answer.Refused(Refusal.UNKNOWN_ACTION);
        }
        List<Ground> why = because("SETTLED", given.reason());
        if (action.state() instanceof ActionState.Uncertain uncertain) {
            ActionState next =
                    given.tookEffect() ? uncertain.settleSucceeded(leaseEnd(action)) : uncertain.settleFailed();
            return new Answer.Granted(conclude(action, next, why, given.by()), false);
        }
        if (action.state() instanceof ActionState.UndoFailed failed) {
            if (given.tookEffect()) {
                return new Answer.Granted(conclude(action, failed.settle(), why, given.by()), false);
            }
            order(action.id(), failed.retry(), why, given.by(), Operation.UNDO);
            return granted(action.id());
        }
        return new Answer.Refused(Refusal.NOT_UNCERTAIN);
    }

    /** The executor reports; what it reports of an action that waits for no report is noted and changes nothing. */
    public void report(Input.OutcomeReported reported) {
        Action action = open.get(reported.actionId());
        if (action == null) {
            return;
        }
        List<Ground> why = because(reported.outcome().name(), reported.detail());
        if (reported.operation() == Operation.DO && action.state() instanceof ActionState.Dispatched dispatched) {
            conclude(
                    action,
                    switch (reported.outcome()) {
                        case SUCCEEDED -> dispatched.succeed(leaseEnd(action));
                        case FAILED -> dispatched.fail();
                        case UNCERTAIN -> dispatched.doubt();
                    },
                    why,
                    "executor");
        } else if (reported.operation() == Operation.UNDO && action.state() instanceof ActionState.Undoing undoing) {
            conclude(
                    action,
                    reported.outcome() == Outcome.SUCCEEDED ? undoing.finish() : undoing.fail(),
                    why,
                    "executor");
        }
    }

    /** Ends what is due at this time: waiting actions expire, leases run out. */
    public void expire() {
        for (String actionId : deadlines.due(now)) {
            Action action = found(actionId);
            if (action.state() instanceof ActionState.Undispatched from) {
                move(
                        actionId,
                        from.expire(),
                        because("NOT_USEFUL_ANY_LONGER", "it waited until it was of no more use"),
                        CLOCK);
                leaveMemory(action);
            } else if (action.state() instanceof ActionState.Succeeded succeeded) {
                endLease(action, succeeded);
            }
        }
    }

    private void endLease(Action action, ActionState.Succeeded succeeded) {
        if (!action.notice() && capability(action).map(Capability::reversible).orElse(false)) {
            order(action.id(), succeeded.undo(), because("LEASE_OVER", "its lease ran out"), CLOCK, Operation.UNDO);
        } else {
            keep(action.over());
            effects.change(action.id());
            leaveMemory(action);
        }
    }

    private Action open(Proposal proposal, String tenant, String proposer, String sameness) {
        ActionRequested request = new ActionRequested(
                Identities.action(terms.partition(), sequence, sameness),
                tenant,
                proposal.capability(),
                proposal.target(),
                proposal.parameters(),
                context.serviceOf(proposal.target()),
                proposer);
        long useful = terms.capability(proposal.capability())
                .map(Capability::usefulFor)
                .orElse(Duration.ofDays(1))
                .toMillis();
        Action action = Action.open(request, sameness, digest(request), false, sequence, opened++, now, now + useful);
        keep(action);
        effects.change(action.id());
        effects.rule(action.id());
        return action;
    }

    private Action join(String actionId, String proposer) {
        Action action = found(actionId).proposedBy(proposer);
        keep(action);
        effects.change(actionId);
        return action;
    }

    private void tell(String actionId, NoticeRequired notice, List<String> policies) {
        Action about = found(actionId);
        if (about.noticed().contains(notice.recipient())) {
            return;
        }
        keep(about.told(notice.recipient()));
        List<Parameter> parameters = List.of(new Parameter("text", notice.text()));
        // Two actions may want the same said; each is said once.
        String sameness =
                Identities.sameness(about.request().tenant(), "notice of " + actionId, notice.recipient(), parameters);
        ActionRequested request = new ActionRequested(
                Identities.action(terms.partition(), sequence, sameness),
                about.request().tenant(),
                NOTICE_CAPABILITY,
                notice.recipient(),
                parameters,
                about.request().service(),
                "");
        Action action =
                Action.open(request, sameness, digest(request), true, sequence, opened++, now, about.usefulUntil());
        keep(action);
        List<Ground> why = List.of(Ground.of(notice.reason(), notice.text(), policies));
        ActionState.Permitted permitted = new ActionState.Requested().permit();
        move(action.id(), permitted, why, POLICIES);
        dispatch(action.id(), permitted, why);
    }

    private void dispatch(String actionId, ActionState.Permitted permitted, List<Ground> why) {
        Action action = found(actionId);
        order(actionId, permitted.dispatch(), why, POLICIES, Operation.DO);
        leaveMemory(action);
        if (!action.notice()) {
            effects.facts().state(inForce(action.request()));
        }
    }

    /** What an executor or a person found out; the fact of its being in force ends with it, or goes on. */
    private Action conclude(Action action, ActionState next, List<Ground> why, String by) {
        Action moved = move(action.id(), next, why, by);
        if (moved.closed()) {
            leaveMemory(action);
        }
        return moved;
    }

    private void order(String actionId, ActionState next, List<Ground> why, String by, Operation operation) {
        move(actionId, next, why, by);
        effects.add(new Order(actionId, operation));
    }

    private Action move(String actionId, ActionState next, List<Ground> why, String by) {
        Action before = found(actionId);
        Action after = before.in(next, why);
        effects.add(new Transition(actionId, before.state().name(), next.name(), now, why, by));
        effects.change(actionId);
        keep(after);
        return after;
    }

    /** The changed actions as they are now; those that this input closed are let go of. */
    public List<Action> settleChanged() {
        List<Action> changed = new ArrayList<>();
        for (String actionId : effects.changed()) {
            Action action = found(actionId);
            changed.add(action);
            if (action.closed()) {
                open.remove(actionId);
                bySameness.remove(action.sameness(), actionId);
                causes.remove(actionId);
                deadlines.forget(actionId);
            }
        }
        return changed;
    }

    private void keep(Action action) {
        open.put(action.id(), action);
        deadlines.follow(action);
        if (action.closed()) {
            bySameness.remove(action.sameness(), action.id());
        } else {
            bySameness.put(action.sameness(), action.id());
        }
    }

    private void leaveMemory(Action action) {
        effects.facts().remove(action.request().factId());
        for (String alertId : causes.getOrDefault(action.id(), Set.of())) {
            effects.facts().remove(new ActionCause(action.request(), alertId, "").factId());
        }
        effects.facts().remove(inForce(action.request()).factId());
    }

    private Surroundings surroundings(Action action) {
        return new Surroundings(
                context,
                context.noTouch(),
                context.aliases(action.request()),
                budgets,
                terms.quarantined(),
                now,
                terms.voteValidity().toMillis(),
                action.digest());
    }

    /** Nobody who proposed it counts, also when somebody else was first. */
    private static List<Vote> eligible(Action action) {
        return action.votes().stream()
                .filter(vote -> action.proposers().stream().noneMatch(vote.person()::equalsIgnoreCase))
                .toList();
    }

    private TargetType targetOf(Action action) {
        return capability(action).map(Capability::target).orElse(TargetType.SUBJECT);
    }

    private Optional<Capability> capability(Action action) {
        return terms.capability(action.request().capability());
    }

    private long leaseEnd(Action action) {
        return capability(action).map(c -> now + c.lease().toMillis()).orElse(now);
    }

    private String digest(ActionRequested request) {
        return ApprovalDigest.of(request, terms.providers().apply(request.capability()));
    }

    private Answer granted(String actionId) {
        return new Answer.Granted(found(actionId), false);
    }

    private Action found(String actionId) {
        Action action = open.get(actionId);
        if (action == null) {
            throw new IllegalStateException("action " + actionId + " is not on the docket");
        }
        return action;
    }

    private static ActionInForce inForce(ActionRequested request) {
        return new ActionInForce(request.id(), request.capability(), request.target(), request.service());
    }

    private static List<Ground> because(String reason, String text) {
        return List.of(new Ground(reason, text, List.of()));
    }
}
