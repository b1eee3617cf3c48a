package dev.tutti.decision;

import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.BreakGlassRight;
import java.util.List;
import java.util.function.Function;

/** What people want of open actions. A wish that is refused changes nothing but that it was heard. */
public final class Wishes {

    /** Who may have a lease renewed. */
    private static final String RENEWER = "responder";

    private final Terms terms;
    private final OpenActions open;
    private final KnownContext context;
    private final Electorate electorate;
    private final Effects effects;
    private final Moves moves;
    private final long now;

    Wishes(Terms terms, OpenActions open, KnownContext context, Effects effects, Moves moves, long now) {
        this.terms = terms;
        this.open = open;
        this.context = context;
        this.electorate = context.electorate(now);
        this.effects = effects;
        this.moves = moves;
        this.now = now;
    }

    /** An answer to what was asked; it is counted when the action is ruled on next, which is within this input. */
    public Answer vote(Input.VoteCast cast) {
        return onOpen(cast.actionId(), action -> {
            if (!action.state().waiting() || action.votes().size() >= Action.MAX_VOTES) {
                return refused(Refusal.NOT_WAITING);
            }
            if (action.isProposedBy(cast.by())) {
                return refused(Refusal.SELF_APPROVAL);
            }
            if (!cast.digest().equals(action.digest())) {
                return refused(Refusal.DIGEST_MISMATCH);
            }
            if (!mayVote(cast.by(), action)) {
                return refused(Refusal.NOT_ASKED);
            }
            Action voted =
                    action.with(new Vote(action.id(), cast.by(), cast.verdict(), cast.reason(), cast.digest(), now));
            moves.keep(voted);
            effects.rule(action.id());
            return granted(voted);
        });
    }

    private boolean mayVote(String person, Action action) {
        Eligibility eligibility = new Eligibility(electorate, List.of(person), action.proposers());
        return action.requirements().stream()
                .anyMatch(due -> !eligibility.of(due, List.of(person)).isEmpty());
    }

    /** Whatever the action waits for, somebody with the right to do so wants it to go out now. */
    public Answer breakGlass(Input.GlassBroken broken) {
        return onOpen(broken.actionId(), action -> {
            if (!action.state().waiting()) {
                return refused(Refusal.NOT_WAITING);
            }
            if (context.find("BreakGlassRight:" + broken.by(), BreakGlassRight.class)
                    .isEmpty()) {
                return refused(Refusal.NO_RIGHT);
            }
            if (!broken.digest().equals(action.digest())) {
                return refused(Refusal.DIGEST_MISMATCH);
            }
            Action overridden = action.with(
                    new BrokenGlass(broken.by(), broken.reason(), broken.digest(), now, broken.reviewWithinMillis()));
            moves.keep(overridden);
            effects.rule(action.id());
            return granted(overridden);
        });
    }

    /** The lease of what took effect is to be renewed by its length; the second person's word renews it. */
    public Answer renew(Input.RenewalAsked asked) {
        return onOpen(asked.actionId(), action -> {
            long lease = terms.lease(action).toMillis();
            if (!(action.state() instanceof ActionState.Succeeded succeeded)
                    || !terms.reversible(action)
                    || succeeded.leaseUntil() > now + lease) {
                return refused(Refusal.NOT_RENEWABLE);
            }
            if (!electorate.is(asked.by(), ApproverKind.ROLE, RENEWER)) {
                return refused(Refusal.NO_RIGHT);
            }
            if (action.renewals().stream().anyMatch(other -> other.by().equalsIgnoreCase(asked.by()))) {
                return refused(Refusal.SECOND_PERSON_NEEDED);
            }
            if (action.renewals().isEmpty()) {
                Action wanted = action.renewing(List.of(new Renewal(asked.by(), asked.reason(), now)));
                moves.keep(wanted);
                return granted(wanted);
            }
            Renewal first = action.renewals().get(0);
            List<Ground> why = List.of(
                    new Ground("RENEWED", first.by() + ": " + first.reason(), List.of()),
                    new Ground("RENEWED", asked.by() + ": " + asked.reason(), List.of()));
            return granted(moves.move(action, succeeded.renew(succeeded.leaseUntil() + lease), why, asked.by()));
        });
    }

    /** Nobody needs the action any longer. */
    public Answer withdraw(Input.WithdrawalAsked asked) {
        return onOpen(
                asked.actionId(),
                action -> action.state() instanceof ActionState.Undispatched from
                        ? granted(moves.move(
                                action, from.withdraw(), Moves.because("WITHDRAWN", asked.reason()), asked.by()))
                        : refused(Refusal.NOT_WAITING));
    }

    /** What was done is to be undone before its lease ends. */
    public Answer undo(Input.UndoAsked asked) {
        return onOpen(asked.actionId(), action -> {
            List<Ground> why = Moves.because("UNDO_ASKED", asked.reason());
            if (!terms.reversible(action)) {
                return refused(Refusal.NOT_REVERSIBLE);
            }
            if (action.state() instanceof ActionState.Succeeded succeeded) {
                return granted(moves.order(action, succeeded.undo(), why, asked.by(), Operation.UNDO));
            }
            if (action.state() instanceof ActionState.UndoFailed failed) {
                return granted(moves.order(action, failed.retry(), why, asked.by(), Operation.UNDO));
            }
            return refused(Refusal.NOT_REVERSIBLE);
        });
    }

    /** What nobody knew is known now, or a task is done or cannot be. */
    public Answer settle(Input.SettlementGiven given) {
        return onOpen(given.actionId(), action -> {
            List<Ground> why = Moves.because("SETTLED", given.reason());
            long leaseEnd = terms.leaseEnd(action, now);
            Action answered = given.tookEffect() ? action.resultingIn(given.results()) : action;
            if (action.state() instanceof ActionState.Uncertain uncertain) {
                ActionState next = given.tookEffect() ? uncertain.settleSucceeded(leaseEnd) : uncertain.settleFailed();
                return granted(moves.move(answered, next, why, given.by()));
            }
            if (action.byPeople() && action.state() instanceof ActionState.Dispatched task) {
                ActionState next = given.tookEffect() ? task.succeed(leaseEnd) : task.fail();
                return granted(moves.move(answered, next, why, given.by()));
            }
            if (action.state() instanceof ActionState.UndoFailed failed) {
                return granted(
                        given.tookEffect()
                                ? moves.move(action, failed.settle(), why, given.by())
                                : moves.order(action, failed.retry(), why, given.by(), Operation.UNDO));
            }
            return refused(Refusal.NOT_UNCERTAIN);
        });
    }

    private Answer onOpen(String actionId, Function<Action, Answer> wish) {
        return open.find(actionId).map(wish).orElseGet(() -> refused(Refusal.UNKNOWN_ACTION));
    }

    private static Answer granted(Action action) {
        return new Answer.Granted(action, false);
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Refused(refusal);
    }
}
