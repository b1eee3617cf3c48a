package dev.tutti.decision;

import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.Planned;
import dev.tutti.fact.PolicyInForce;
import dev.tutti.fact.Review;
import dev.tutti.fact.Service;
import dev.tutti.fact.Upkeep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The actions of one partition that are not closed, and what may happen to them. Every method belongs to the input named
 * by {@link #begin}, and writes what it changed into that input's {@link Effects}. Deterministic, and no database.
 */
public final class Docket {

    /** What tells a person something, when a policy wants somebody told. */
    public static final String NOTICE_CAPABILITY = "chat.post";

    /** Whose what Tutti has to say of itself is. */
    public static final String OWN_TENANT = "default";

    private static final String SERVICE = "Service:";

    private final Terms terms;
    private final BudgetLedger budgets;
    private final OpenActions open = new OpenActions();
    private final KnownContext context = new KnownContext();
    private final RequestFacts requests = new RequestFacts(context);
    private final Calendar calendar = new Calendar();
    private final Elsewhere elsewhere = new Elsewhere();
    private final Groups groups = new Groups();
    private final RemovalBook removals = new RemovalBook(context);
    private final UpkeepBook upkeep;
    private final FindingRegister findings;

    private final Set<String> rebound = new TreeSet<>();

    private Effects effects = new Effects();
    private Moves moves = new Moves(open, requests, effects, 0);
    private Opening opening = new Opening(0, 0);
    private long now;
    private boolean begun;

    public Docket(Terms terms, BudgetLedger budgets) {
        this.terms = terms;
        this.budgets = budgets;
        this.upkeep = new UpkeepBook(terms.policies());
        this.findings = new FindingRegister(terms);
    }

    /** Starts the input with this place and time; what follows is written into the effects returned. */
    public Effects begin(long inputSequence, long at) {
        now = at;
        opening = new Opening(inputSequence, at);
        effects = new Effects();
        moves = new Moves(open, requests, effects, now);
        // Votes are bound to what would be done now; who votes must be able to read that.
        rebound.forEach(effects::change);
        rebound.forEach(effects::rule);
        rebound.clear();
        if (!begun) {
            begun = true;
            terms.policies().forEach(policy -> effects.facts().state(new PolicyInForce(policy.id(), policy.owner())));
            upkeep.turn(now, effects.facts());
            findings.stateOwn(effects.facts());
        }
        return effects;
    }

    /** The input that has begun brings this alert; what was asked for before it came swallows it. */
    public void hear(String alertId) {
        opening.hear(alertId);
    }

    public Terms terms() {
        return terms;
    }

    /** What people want, within the input that has begun. */
    public Wishes wishes() {
        return new Wishes(terms, open, context, effects, moves, now);
    }

    /** The action, if it is not closed. */
    public Optional<Action> find(String actionId) {
        return open.find(actionId);
    }

    /** All that are not closed, in the order of opening. */
    public List<Action> open() {
        return open.all().stream().sorted().toList();
    }

    /** The next boundary of the calendar or deadline of an action or of what waits; empty when nothing will happen by itself. */
    public OptionalLong nextDue() {
        return Stream.of(open.nextDeadline(), calendar.nextBoundary(), upkeep.nextDue(now), removals.nextDue())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Budget debits made since the last call. */
    public List<BudgetLedger.Debit> drainDebits() {
        return budgets.drain();
    }

    /** Takes what the organisation states about itself. */
    public void state(Context fact) {
        Optional<Context> before = context.state(fact, effects.facts());
        before.ifPresent(replaced -> requests.refresh(replaced, effects.facts()));
        requests.refresh(fact, effects.facts());
        if (fact instanceof Planned period) {
            calendar.plan(period, now, effects.facts());
        } else if (fact instanceof Service service) {
            calendar.know(service, now, effects.facts());
        } else if (fact instanceof Upkeep kept) {
            upkeep.keep(kept, now, effects.facts());
        } else if (fact instanceof Review review) {
            upkeep.keep(review, now, effects.facts());
        } else if (fact instanceof NoTouchRemoval removal) {
            removals.keep(removal);
        } else if (context.concernsRulings(fact.factId())) {
            if (fact instanceof NoTouch noTouch) {
                removals.lapse(noTouch.entry(), now, effects);
            }
            ruleWaiting();
        }
    }

    /** Somebody wants an entry taken from the no-touch list. */
    public Answer propose(Input.RemovalProposed wish) {
        return removals.propose(wish, now, effects);
    }

    /** Somebody else says whether it may be. */
    public Answer answer(Input.RemovalAnswered given) {
        Answer answer = removals.answer(given, now, effects);
        ruleWaiting();
        return answer;
    }

    /** Ends what was stated under this identity. */
    public Answer end(String factId) {
        Optional<Context> ended = context.end(factId, effects.facts());
        if (ended.isEmpty()) {
            return new Answer.Refused(Refusal.UNKNOWN_FACT);
        }
        requests.refresh(ended.get(), effects.facts());
        calendar.cancel(factId, now, effects.facts());
        if (factId.startsWith(SERVICE)) {
            calendar.forget(factId.substring(SERVICE.length()), now, effects.facts());
        }
        upkeep.drop(factId, effects.facts());
        removals.drop(factId);
        if (context.concernsRulings(factId)) {
            ruleWaiting();
        }
        return new Answer.Noted();
    }

    /** Brings in and takes out the periods that begin and end at this time, and what is overdue from now on. */
    public void turnCalendar() {
        calendar.turn(now, effects.facts());
        upkeep.turn(now, effects.facts());
    }

    /** Has every waiting action ruled on again: who may vote, or what may be touched, is not what it was. */
    public void ruleWaiting() {
        open.undispatched().forEach(action -> effects.rule(action.id()));
    }

    /** Puts back an action as it was committed, with the alerts that caused it. */
    public void restore(Action action, Collection<Cause> causes, FactChanges facts) {
        String first = causes.stream().findFirst().map(Cause::alertId).orElse("");
        Action bound = action.boundTo(terms.digest(action.request())).causedBy(first);
        open.keep(bound);
        if (!bound.digest().equals(action.digest())) {
            rebound.add(action.id());
        }
        boolean waiting = action.state() instanceof ActionState.Undispatched;
        if (waiting && !action.notice()) {
            requests.enter(action.request()).forEach(facts::state);
            requests.stateOverdue(action, facts);
            groups.follow(action);
        }
        InForce.of(bound).forEach(facts::state);
        for (Cause cause : causes) {
            if (cause.repeat()) {
                open.repeat(action.id());
            }
            boolean shown = open.addAlert(action.id(), cause.alertId(), cause.origin()) == OpenActions.Further.SHOWN;
            if (cause.resolved()) {
                open.resolve(action.id(), cause.alertId());
            }
            if (shown && waiting) {
                facts.state(requests.cause(action.request(), cause.alertId(), cause.origin()));
            }
        }
    }

    /** Where an alert came from that is behind an action which is not closed, also when it has left memory. */
    public Optional<Origin> originOf(String alertId) {
        return open.originOf(alertId);
    }

    /** Puts back a finding as it was committed; before the first input begins. */
    public void restore(FindingRecord finding) {
        findings.restore(finding);
    }

    /** The identities of the findings that are open. */
    public Set<String> openFindings() {
        return findings.open();
    }

    /** Takes what stands of a finding once a step has settled. */
    public void find(String factId, Collection<StandingFinding> standing) {
        findings.compare(factId, standing, opening.sequence(), now).ifPresent(effects::add);
    }

    /** Lets a person close a finding that Tutti itself made. */
    public Answer close(Input.FindingClosed wish) {
        return findings.close(wish, effects.facts());
    }

    /** Goes over to other rules: every waiting action is ruled on again, and conflicts of rules that are gone end. */
    public void switchRules() {
        findings.switchRules(effects.facts());
        ruleWaiting();
    }

    /** What is known of the open actions of other partitions. */
    public Elsewhere elsewhere() {
        return elsewhere;
    }

    /** Takes what other partitions have committed. */
    public void hear(Input.HeardElsewhere heard) {
        for (Input.HeardElsewhere.Drawn drawn : heard.budgets()) {
            budgets.load(drawn.uses().stream()
                    .map(use -> new BudgetLedger.Debit(drawn.budget(), use.actionId(), use.at()))
                    .toList());
        }
        elsewhere.close(heard.closed());
        elsewhere.open(heard.opened());
    }

    /** The alert is something else now, and not over: what is known of it as a cause changes with it. */
    public void change(String alertId, Origin origin) {
        for (Action action : open.causedBy(alertId)) {
            open.reopen(action.id(), alertId);
            change(action, alertId, origin);
        }
    }

    /**
     * The alert is over, by its source's own account: what waits and has no other cause is withdrawn. What a person proposed
     * stays, and so does what went out, which its lease ends.
     *
     * @param shared ids of actions with causes that are not over in other partitions
     * @return what was withdrawn
     */
    public List<Action> resolve(String alertId, Origin origin, Collection<String> shared) {
        List<Action> withdrawn = new ArrayList<>();
        for (Action action : open.causedBy(alertId)) {
            open.resolve(action.id(), alertId);
            change(action, alertId, origin);
            if (action.state() instanceof ActionState.Undispatched from
                    && action.proposers().isEmpty()
                    && open.allResolved(action.id())
                    && !shared.contains(action.id())) {
                List<Ground> why = Moves.because(Moves.ALERT_RESOLVED, "every alert behind it is over at its source");
                withdrawn.add(moves.move(action, from.withdraw(), why, Moves.SOURCE));
            }
        }
        return withdrawn;
    }

    private void change(Action action, String alertId, Origin origin) {
        boolean news = open.change(action.id(), alertId, origin);
        if (news && action.state() instanceof ActionState.Undispatched && !action.notice()) {
            effects.facts().state(requests.cause(action.request(), alertId, origin));
        }
    }

    /** What is proposed, within the input that has begun. */
    public Proposals proposals() {
        return new Proposals(terms, open, context, requests, elsewhere, opening, effects, moves);
    }

    /** What comes of actions by reports and by the passing of time, within the input that has begun. */
    public Endings endings() {
        return new Endings(terms, open, requests, removals, effects, moves, now);
    }

    /** What the judgements on each action come to, within the input that has begun. */
    public Rulings rulings() {
        return new Rulings(
                terms, context, requests, open, groups, budgets, upkeep, findings, effects, moves, notices(), now);
    }

    /** Somebody has looked at what somebody else overrode. */
    public Answer closeReview(Input.ReviewClosed closed) {
        Optional<Review> review = context.find("Review:" + closed.actionId(), Review.class);
        if (review.isEmpty()) {
            return new Answer.Refused(Refusal.NOT_UNDER_REVIEW);
        }
        if (review.get().by().equalsIgnoreCase(closed.by())) {
            return new Answer.Refused(Refusal.SELF_APPROVAL);
        }
        context.end(review.get().factId(), effects.facts());
        upkeep.drop(review.get().factId(), effects.facts());
        effects.forget(review.get().factId());
        return new Answer.Noted();
    }

    /** The changed actions as they are now; those that this input closed are let go of. */
    public List<Action> settleChanged() {
        List<Action> changed = effects.changed().stream().map(open::get).toList();
        changed.stream().filter(Action::closed).forEach(open::release);
        return changed;
    }

    /** Tells whoever answers for a policy that it is out of force. */
    public void warn(Input.PolicyQuarantined quarantined) {
        notices().warn(quarantined);
    }

    private Notices notices() {
        return new Notices(terms, open, effects, moves, opening);
    }
}
