package dev.tutti.decision;

import dev.tutti.fact.ActionCause;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Asset;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Context;
import dev.tutti.fact.Employee;
import dev.tutti.fact.Fact;
import dev.tutti.fact.FlowCut;
import dev.tutti.fact.Request;
import dev.tutti.fact.Service;
import dev.tutti.fact.TargetProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What working memory holds of each waiting request beside what rules conclude: itself, its causes, and its surroundings. */
final class RequestFacts {

    private final KnownContext context;
    private final Map<String, Map<String, Request>> byRequest = new HashMap<>();
    private final Map<String, ActionRequested> requests = new LinkedHashMap<>();

    RequestFacts(KnownContext context) {
        this.context = context;
    }

    /** A request begins to wait: everything that is to be stated of it. */
    List<Request> enter(ActionRequested request) {
        requests.put(request.id(), request);
        List<Request> stated = new ArrayList<>(List.of(request));
        stated.addAll(context.surroundingsOf(request));
        Map<String, Request> known = new LinkedHashMap<>();
        stated.forEach(fact -> known.put(fact.factId(), fact));
        byRequest.put(request.id(), known);
        return stated;
    }

    /** A further cause of a request that waits. */
    ActionCause cause(ActionRequested request, String alertId, Origin origin) {
        ActionCause cause =
                new ActionCause(request, alertId, origin.source(), origin.kind(), origin.severity(), origin.score());
        keep(cause, request.id());
        return cause;
    }

    /** Takes something else that is so of a request as long as it waits. */
    void state(Request fact, String requestId, FactChanges changes) {
        if (!fact.equals(keep(fact, requestId))) {
            changes.state(fact);
        }
    }

    /** Takes which answers that an action waits for are late. */
    void stateOverdue(Action action, FactChanges changes) {
        action.overdue().forEach(waiting -> state(Rulings.overdue(action, waiting), action.id(), changes));
    }

    /** Ends one of them before the request does. */
    void end(String factId, String requestId, FactChanges changes) {
        Map<String, Request> known = byRequest.get(requestId);
        if (known != null && known.remove(factId) != null) {
            changes.remove(factId);
        }
    }

    /** This began or ended: what the estate says of the requests that it is about is said anew. */
    void refresh(Context changed, FactChanges changes) {
        for (ActionRequested request : requests.values()) {
            if (concerns(changed, request)) {
                refresh(request, changes);
            }
        }
    }

    private void refresh(ActionRequested request, FactChanges changes) {
        Map<String, Request> now = new LinkedHashMap<>();
        context.surroundingsOf(request).forEach(fact -> now.put(fact.factId(), fact));
        known(request.id()).values().stream()
                .filter(fact -> fact instanceof TargetProfile || fact instanceof FlowCut)
                .map(Fact::factId)
                .filter(factId -> !now.containsKey(factId))
                .toList()
                .forEach(factId -> end(factId, request.id(), changes));
        now.values().forEach(fact -> state(fact, request.id(), changes));
    }

    /** An import states thousands of facts while thousands of requests wait, so only those it is about are looked at anew. */
    private boolean concerns(Context changed, ActionRequested request) {
        if (changed instanceof Asset asset) {
            return asset.name().equalsIgnoreCase(request.target())
                    || asset.addresses().contains(request.target());
        }
        if (changed instanceof Service service) {
            return known(request.id()).values().stream().anyMatch(fact -> isOf(service.name(), fact));
        }
        if (changed instanceof Employee employee) {
            return employee.user().equals(request.target());
        }
        return changed instanceof BusinessFlow;
    }

    private static boolean isOf(String service, Request fact) {
        if (fact instanceof FlowCut cut) {
            return cut.service().equals(service);
        }
        return fact instanceof TargetProfile profile && profile.service().equals(service);
    }

    private Map<String, Request> known(String requestId) {
        return byRequest.getOrDefault(requestId, Map.of());
    }

    /** The request waits no longer. */
    void leave(String requestId, FactChanges changes) {
        requests.remove(requestId);
        Map<String, Request> known = byRequest.remove(requestId);
        if (known != null) {
            known.keySet().forEach(changes::remove);
        }
    }

    private @Nullable Request keep(Request fact, String requestId) {
        return byRequest.computeIfAbsent(requestId, id -> new LinkedHashMap<>()).put(fact.factId(), fact);
    }
}
