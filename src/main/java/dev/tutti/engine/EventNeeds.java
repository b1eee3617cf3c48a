package dev.tutti.engine;

import dev.tutti.fact.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.core.common.BaseNode;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.WindowNode;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Which rules may still use an event after its step. The conditions that an event has to meet by itself are taken from the
 * compiled network and evaluated by it, so they are what the engine itself evaluates; what a rule makes of it is read from
 * the rule's shape.
 */
final class EventNeeds {

    /** One way through the network to rules that look back, with what an event must meet to get there. */
    private record Way(List<AlphaNodeFieldConstraint> conditions, Set<Long> delays) {

        boolean isOpen(FactHandle event, ValueResolver engine) {
            for (AlphaNodeFieldConstraint condition : conditions) {
                if (!condition.isAllowed(event, engine)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<String, RuleShape> shapes = new HashMap<>();
    private final Map<ObjectTypeNode, List<Way>> ways = new HashMap<>();

    EventNeeds(List<RuleShape> shapes, KieBase base) {
        shapes.forEach(shape -> this.shapes.put(shape.packageName() + " " + shape.name(), shape));
        for (ObjectTypeNode type : ((InternalRuleBase) base).getRete().getObjectTypeNodes()) {
            List<Way> found = new ArrayList<>();
            for (ObjectSink sink : type.getObjectSinkPropagator().getSinks()) {
                follow(sink, List.of(), found);
            }
            if (!found.isEmpty()) {
                ways.put(type, found);
            }
        }
    }

    /** The delays of the rules that may use this event later; empty when no rule may. */
    Optional<Set<Long>> of(FactHandle handle, Event event, ValueResolver engine) {
        Set<Long> delays = null;
        for (Map.Entry<ObjectTypeNode, List<Way>> entry : ways.entrySet()) {
            if (entry.getKey().getObjectType().isAssignableFrom(event.getClass())) {
                for (Way way : entry.getValue()) {
                    if (way.isOpen(handle, engine)) {
                        delays = delays == null ? new TreeSet<>() : delays;
                        delays.addAll(way.delays());
                    }
                }
            }
        }
        return Optional.ofNullable(delays);
    }

    /** Whether an event may be of use to this rule after its step; so it is assumed of a rule that is not known. */
    boolean looksBack(Rule rule) {
        RuleShape shape = shapes.get(rule.getPackageName() + " " + rule.getName());
        return shape == null || shape.lasting();
    }

    private void follow(ObjectSink sink, List<AlphaNodeFieldConstraint> before, List<Way> found) {
        List<AlphaNodeFieldConstraint> conditions = new ArrayList<>(before);
        if (sink instanceof AlphaNode alpha) {
            conditions.add(alpha.getConstraint());
            for (ObjectSink next : alpha.getObjectSinkPropagator().getSinks()) {
                follow(next, conditions, found);
            }
            return;
        }
        if (sink instanceof WindowNode window) {
            conditions.addAll(window.getConstraints());
        }
        Rule[] rules = ((BaseNode) sink).getAssociatedRules();
        if (rules.length == 0 || Arrays.stream(rules).anyMatch(this::looksBack)) {
            Set<Long> delays = new TreeSet<>();
            for (Rule rule : rules) {
                RuleShape shape = shapes.get(rule.getPackageName() + " " + rule.getName());
                if (shape != null) {
                    delays.addAll(shape.delays());
                }
            }
            found.add(new Way(List.copyOf(conditions), delays));
        }
    }
}
