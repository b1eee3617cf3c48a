package dev.tutti.decision;

import java.util.List;

/** What comes of actions by what is reported and by the passing of time. */
public final class Endings {

    private final Terms terms;
    private final OpenActions open;
    private final RequestFacts requests;
    private final RemovalBook removals;
    private final Effects effects;
    private final Moves moves;
    private final long now;

    Endings(
            Terms terms,
            OpenActions open,
            RequestFacts requests,
            RemovalBook removals,
            Effects effects,
            Moves moves,
            long now) {
        this.terms = terms;
        this.open = open;
        this.requests = requests;
        this.removals = removals;
        this.effects = effects;
        this.moves = moves;
        this.now = now;
    }

    /** The executor reports; what it reports of an action that waits for no report is noted and changes nothing. */
    public void report(Input.OutcomeReported reported) {
        List<Ground> why = Moves.because(reported.outcome().name(), reported.detail());
        open.find(reported.actionId()).ifPresent(action -> {
            if (reported.operation() == Operation.DO && action.state() instanceof ActionState.Dispatched dispatched) {
                ActionState next = switch (reported.outcome()) {
                    case SUCCEEDED -> dispatched.succeed(terms.leaseEnd(action, now));
                    case FAILED -> dispatched.fail();
                    case UNCERTAIN -> dispatched.doubt();
                };
                Action answered =
                        reported.outcome() == Outcome.SUCCEEDED ? action.resultingIn(reported.results()) : action;
                moves.move(answered, next, why, Moves.EXECUTOR);
            } else if (reported.operation() == Operation.UNDO
                    && action.state() instanceof ActionState.Undoing undoing) {
                ActionState next = reported.outcome() == Outcome.SUCCEEDED ? undoing.finish() : undoing.fail();
                moves.move(action, next, why, Moves.EXECUTOR);
            }
        });
    }

    /** Ends what is due at this time: what waits for an answer expires, tasks that nobody did fail, leases run out. */
    public void expire() {
        removals.expire(now, effects);
        for (Action action : open.due(now)) {
            if (action.state() instanceof ActionState.Undispatched from) {
                if (now >= action.usefulUntil()) {
                    List<Ground> why = Moves.because("NOT_USEFUL_ANY_LONGER", "it waited until it was of no more use");
                    moves.move(action, from.expire(), why, Moves.CLOCK);
                } else {
                    Action waited = action.waitedUntil(now);
                    moves.keep(waited);
                    requests.stateOverdue(waited, effects.facts());
                }
            } else if (action.state() instanceof ActionState.Dispatched task) {
                List<Ground> why = Moves.because("NOT_DONE_IN_TIME", "nobody said in time that it was done");
                moves.move(action, task.fail(), why, Moves.CLOCK);
            } else if (action.state() instanceof ActionState.Succeeded succeeded && terms.reversible(action)) {
                List<Ground> why = Moves.because("LEASE_OVER", "its lease ran out");
                moves.order(action, succeeded.undo(), why, Moves.CLOCK, Operation.UNDO);
            } else {
                moves.endQuietly(action);
            }
        }
    }
}
