package dev.tutti.decision;

import dev.tutti.fact.ActionInForce;
import dev.tutti.fact.ActionRequested;
import java.util.List;

/** Moves actions from state to state within one input, and writes down each step with what follows from it. */
final class Moves {

    static final String POLICIES = "policies";
    static final String CLOCK = "clock";
    static final String EXECUTOR = "executor";

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

    static ActionInForce inForce(ActionRequested request) {
        return new ActionInForce(request.id(), request.capability(), request.target(), request.service());
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
        Action dispatched = order(action, permitted.dispatch(), why, POLICIES, Operation.DO);
        leaveMemory(dispatched);
        if (!action.notice()) {
            effects.facts().state(inForce(action.request()));
        }
        return dispatched;
    }

    /** The time in which it stood for others is over, and there is nothing to undo. */
    void endQuietly(Action action) {
        keep(action.over());
        leaveMemory(action);
    }

    private void leaveMemory(Action action) {
        requests.leave(action.id(), effects.facts());
        effects.facts().remove(inForce(action.request()).factId());
    }
}
