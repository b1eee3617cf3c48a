package dev.tutti.decision;

import dev.tutti.fact.Fact;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts that begin and end in working memory; for one identity the last word counts. */
public final class FactChanges {

    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<String, Fact> stated = new LinkedHashMap<>();

    public void state(Fact fact) {
        removed.remove(fact.factId());
        stated.put(fact.factId(), fact);
    }

    public void remove(String factId) {
        stated.remove(factId);
        removed.add(factId);
    }

    public boolean isEmpty() {
        return removed.isEmpty() && stated.isEmpty();
    }

    public List<String> removed() {
        return List.copyOf(removed);
    }

    public List<Fact> stated() {
        return List.copyOf(stated.values());
    }

    public void clear() {
        removed.clear();
        stated.clear();
    }
}
