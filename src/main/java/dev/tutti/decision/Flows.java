package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.FlowCut;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.TargetType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The traffic that the business needs. An end of a flow is compared with a target as an entry of the no-touch list is:
 * addresses in every textual form, overlapping blocks, names of assets.
 */
final class Flows {

    private record Flow(BusinessFlow declared, NoTouchList ends) {}

    private final Map<String, Flow> flows = new TreeMap<>();

    void enter(BusinessFlow flow) {
        List<NoTouch> ends = List.of(new NoTouch(flow.source(), flow.id()), new NoTouch(flow.destination(), flow.id()));
        flows.put(flow.id(), new Flow(flow, new NoTouchList(ends)));
    }

    void leave(BusinessFlow flow) {
        flows.remove(flow.id());
    }

    /**
     * The flows with an end that the request would cut off, in the order of their ids.
     *
     * @param owners who answers for a service, {@code ""} when nobody does
     */
    List<FlowCut> through(ActionRequested request, Collection<String> aliases, UnaryOperator<String> owners) {
        List<FlowCut> cuts = new ArrayList<>();
        for (Flow flow : flows.values()) {
            BusinessFlow declared = flow.declared();
            // DOMAIN is the widest way of comparing: what lies below a name is cut off with it.
            if (flow.ends()
                    .covering(TargetType.DOMAIN, request.target(), aliases)
                    .isPresent()) {
                cuts.add(new FlowCut(request, declared.id(), declared.service(), owners.apply(declared.service())));
            }
        }
        return cuts;
    }
}
