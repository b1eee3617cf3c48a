package dev.tutti.engine;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kie.api.runtime.rule.Match;

/**
 * What a match stands on.
 *
 * @param factIds identities of the matched facts, in the order of the patterns
 * @param eventIds what tells those of them that are events apart
 * @param bindings plain values that the rule bound, by name
 */
record MatchedFacts(List<String> factIds, List<String> eventIds, Map<String, String> bindings) {

    static MatchedFacts of(Match match) {
        List<String> facts = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (Object object : match.getObjects()) {
            if (object instanceof Fact fact) {
                facts.add(fact.factId());
                if (fact instanceof Alert alert) {
                    events.add(alert.id()); // a string that the alert holds anyway
                } else if (fact instanceof Event) {
                    events.add(fact.factId());
                }
            }
        }
        Map<String, String> bindings = new TreeMap<>();
        for (String name : match.getDeclarationIds()) {
            Object value = match.getDeclarationValue(name);
            if (value instanceof String
                    || value instanceof Number
                    || value instanceof Boolean
                    || value instanceof Enum<?>) {
                bindings.put(name, value.toString());
            }
        }
        return new MatchedFacts(List.copyOf(facts), List.copyOf(events), bindings);
    }

    /** What makes this match the same as another of its rule; an accumulation has no facts, only what it bound. */
    List<String> identity() {
        List<String> identity = new ArrayList<>(factIds);
        bindings.forEach((name, value) -> identity.add(name + "=" + value));
        return identity;
    }

    /** Whether nothing but an accumulation stands behind it, which has no facts of its own. */
    boolean accumulated() {
        return factIds.isEmpty();
    }
}
