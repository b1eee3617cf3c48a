package dev.tutti.decision;

import dev.tutti.fact.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one input changed, besides what rules concluded; it is committed with the input. */
public final class Effects {

    private final List<Transition> transitions = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<FindingRecord> findings = new ArrayList<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<String> unruled = new TreeSet<>();
    private final Set<String> touchedGroups = new TreeSet<>();
    private final List<Context> stated = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final FactChanges facts = new FactChanges();

    public List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    public List<Order> orders() {
        return List.copyOf(orders);
    }

    /** The findings that are not what they were, as they are now. */
    public List<FindingRecord> findings() {
        return List.copyOf(findings);
    }

    /** Ids of the actions that are not what they were, in the order of their first change. */
    public List<String> changed() {
        return List.copyOf(changed);
    }

    /** What working memory is to be told. */
    public FactChanges facts() {
        return facts;
    }

    /** Ids of the actions that are to be ruled on again; asking empties the list. */
    public Set<String> takeUnruled() {
        Set<String> taken = new TreeSet<>(unruled);
        unruled.clear();
        return taken;
    }

    /** Marks an action to be ruled on again. */
    public void rule(String actionId) {
        unruled.add(actionId);
    }

    /** Context that was not stated by anybody, and is to be kept. */
    public Recorded recorded() {
        return stated.isEmpty() && ended.isEmpty() ? Recorded.NOTHING : new Recorded(stated, ended);
    }

    void record(Context fact) {
        stated.add(fact);
    }

    void forget(String factId) {
        ended.add(factId);
    }

    void touchGroups(Set<String> groups) {
        touchedGroups.addAll(groups);
    }

    /** The groups of which somebody was ruled on; asking empties the list. */
    Set<String> takeTouchedGroups() {
        Set<String> taken = new TreeSet<>(touchedGroups);
        touchedGroups.clear();
        return taken;
    }

    void add(Transition transition) {
        transitions.add(transition);
    }

    void add(Cause cause) {
        causes.add(cause);
    }

    void add(Order order) {
        orders.add(order);
    }

    void add(FindingRecord finding) {
        findings.add(finding);
    }

    void change(String actionId) {
        changed.add(actionId);
    }
}
