package dev.tutti.decision;

import dev.tutti.fact.ActionInForce;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ActionResult;
import dev.tutti.fact.Context;
import dev.tutti.fact.InForceState;
import java.util.ArrayList;
import java.util.List;

/** What working memory holds of an action that is in force: that it is, how far it is, and what was answered about it. */
final class InForce {

    private InForce() {}

    /** Nothing when it is not in force, or only tells somebody something. */
    static List<Context> of(Action action) {
        if (action.notice() || action.closed() || !action.state().inForce()) {
            return List.of();
        }
        List<Context> facts = new ArrayList<>();
        facts.add(fact(action, state(action.state())));
        facts.addAll(results(action));
        return facts;
    }

    /** The identities of all that may be in memory of it. */
    static List<String> factIds(Action action) {
        List<String> ids = new ArrayList<>();
        ids.add(fact(action, InForceState.PENDING).factId());
        results(action).forEach(result -> ids.add(result.factId()));
        return ids;
    }

    private static ActionInForce fact(Action action, InForceState state) {
        ActionRequested request = action.request();
        return new ActionInForce(
                request.id(),
                request.tenant(),
                request.capability(),
                request.target(),
                request.service(),
                action.alertId(),
                state);
    }

    private static List<ActionResult> results(Action action) {
        ActionRequested request = action.request();
        return action.results().stream()
                .map(result -> new ActionResult(
                        request.id(),
                        request.capability(),
                        request.target(),
                        result.name(),
                        result.value(),
                        action.alertId()))
                .toList();
    }

    private static InForceState state(ActionState state) {
        return state instanceof ActionState.Dispatched
                ? InForceState.PENDING
                : InForceState.valueOf(state.name().name());
    }
}
