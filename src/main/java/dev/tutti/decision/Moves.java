package dev.tutti.decision;

import dev.tutti.fact.ActionEnd;
import dev.tutti.fact.ActionEnded;
import dev.tutti.fact.ActionRequested;
import java.util.List;

/** Moves actions from state to state within one input, and writes down each step with what follows from it. */
final class Moves {

    static final String POLICIES = "policies";
    static final String CLOCK = "clock";
    static final String EXECUTOR = "executor";

    /** Whoever raised the alerts. */
    static final String SOURCE = "source";

    /** Why something was withdrawn that no alert wants any longer. */
    static final String ALERT_RESOLVED = "ALERT_RESOLVED";

    private final OpenActions open;
    private final RequestFacts requests;
    private final Effects effects;
    private final long now;

    Moves(OpenActions open, RequestFacts requests, Effects effects, long now) {
        this.open = open;
        this.requests = requests;
        this.effects = effects;
        this.now = now;
    }

    static List<Ground> because(String reason, String text) {
        return List.of(new Ground(reason, text, List.of()));
    }

    void keep(Action action) {
        open.keep(action);
        effects.change(action.id());
    }

    Action move(Action action, ActionState next, List<Ground> why, String by) {
        Action moved = action.in(next, why);
        effects.add(new Transition(action.id(), action.state().name(), next.name(), now, why, by));
        keep(moved);
        if (moved.closed()) {
            leaveMemory(moved);
            end(moved, ActionEnd.valueOf(next.name().name()));
        } else {
            InForce.of(moved).forEach(effects.facts()::state);
        }
        return moved;
    }

    /** The same, with something for the executor to do. */
    Action order(Action action, ActionState next, List<Ground> why, String by, Operation operation) {
        effects.add(new Order(action.id(), operation));
        return move(action, next, why, by);
    }

    /** Out it goes: the request leaves memory, and the fact of its being in force stands for it. */
    Action dispatch(Action action, ActionState.Permitted permitted, List<Ground> why) {
        Action dispatched = action.byPeople()
                ? move(action, permitted.dispatch(), why, POLICIES)
                : order(action, permitted.dispatch(), why, POLICIES, Operation.DO);
        leaveMemory(dispatched);
        InForce.of(dispatched).forEach(effects.facts()::state);
        return dispatched;
    }

    /** The time in which it stood for others is over, and there is nothing to undo. */
    void endQuietly(Action action) {
        keep(action.over());
        leaveMemory(action);
        end(action, ActionEnd.OVER);
    }

    /** What only tells somebody something ends without a word, as it began. */
    private void end(Action action, ActionEnd end) {
        ActionRequested request = action.request();
        if (!action.notice()) {
            effects.facts()
                    .state(new ActionEnded(
                            request.id(),
                            request.tenant(),
                            request.capability(),
                            request.target(),
                            request.service(),
                            end,
                            open.repeatsOf(action.id()),
                            action.alertId(),
                            now));
        }
    }

    private void leaveMemory(Action action) {
        requests.leave(action.id(), effects.facts());
        InForce.factIds(action).forEach(effects.facts()::remove);
    }
}
