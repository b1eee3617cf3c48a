package dev.tutti.decision;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The actions that are not closed: by id, by what they would do, by when they are due. */
final class OpenActions {

    /** More causes than this are kept in the history, and not shown to rules. */
    private static final int MAX_CAUSES = 100;

    private final Map<String, Action> byId = new TreeMap<>();
    private final Map<String, String> bySameness = new HashMap<>();
    private final Map<String, Map<String, Origin>> alerts = new HashMap<>();
    private final Map<String, Set<String>> resolved = new HashMap<>();
    private final Set<String> withMore = new HashSet<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final Deadlines deadlines = new Deadlines();

    void keep(Action action) {
        byId.put(action.id(), action);
        deadlines.follow(action);
        if (action.closed()) {
            bySameness.remove(action.sameness(), action.id());
        } else {
            bySameness.put(action.sameness(), action.id());
        }
    }

    void release(Action action) {
        byId.remove(action.id());
        bySameness.remove(action.sameness(), action.id());
        alerts.remove(action.id());
        resolved.remove(action.id());
        withMore.remove(action.id());
        repeats.remove(action.id());
        deadlines.forget(action.id());
    }

    Optional<Action> find(String actionId) {
        return Optional.ofNullable(byId.get(actionId));
    }

    Optional<Action> same(String sameness) {
        return Optional.ofNullable(bySameness.get(sameness)).map(byId::get);
    }

    Action get(String actionId) {
        return find(actionId).orElseThrow(() -> new IllegalStateException("no open action " + actionId));
    }

    Collection<Action> all() {
        return List.copyOf(byId.values());
    }

    /** Those that nothing of went out yet. */
    List<Action> undispatched() {
        return byId.values().stream()
                .filter(action -> action.state() instanceof ActionState.Undispatched)
                .toList();
    }

    OptionalLong nextDeadline() {
        return deadlines.next();
    }

    List<Action> due(long now) {
        return deadlines.due(now).stream().map(this::get).toList();
    }

    /** The alerts behind an action that rules are shown, with what is kept of them. */
    Map<String, Origin> alertsOf(String actionId) {
        return alerts.getOrDefault(actionId, Map.of());
    }

    Optional<Origin> originOf(String alertId) {
        return byId.values().stream()
                .flatMap(action -> Stream.ofNullable(alertsOf(action.id()).get(alertId)))
                .findFirst();
    }

    /** One more alert was swallowed: it came later and asked for the same. */
    void repeat(String actionId) {
        repeats.merge(actionId, 1, (counted, one) -> counted == Integer.MAX_VALUE ? counted : counted + one);
    }

    /** How many were swallowed; unlike the alerts that rules are shown, all of them. */
    int repeatsOf(String actionId) {
        return repeats.getOrDefault(actionId, 0);
    }

    /** How a further alert counts. */
    Further addAlert(String actionId, String alertId, Origin origin) {
        Map<String, Origin> known = alerts.computeIfAbsent(actionId, id -> new TreeMap<>());
        if (known.containsKey(alertId)) {
            return Further.KNOWN;
        }
        if (known.size() >= MAX_CAUSES) {
            withMore.add(actionId);
            return Further.KEPT_ONLY;
        }
        known.put(alertId, origin);
        return Further.SHOWN;
    }

    /** The actions that the alert is a cause of, in the order of their opening. */
    List<Action> causedBy(String alertId) {
        return byId.values().stream()
                .filter(action -> alertsOf(action.id()).containsKey(alertId))
                .sorted()
                .toList();
    }

    /** The alert is something else now; true when that is news. */
    boolean change(String actionId, String alertId, Origin origin) {
        Map<String, Origin> known = alerts.computeIfAbsent(actionId, id -> new TreeMap<>());
        return known.containsKey(alertId) && !origin.equals(known.put(alertId, origin));
    }

    /** The alert is over; an action that is asked for because of it later stands on something else. */
    void resolve(String actionId, String alertId) {
        resolved.computeIfAbsent(actionId, id -> new HashSet<>()).add(alertId);
    }

    /** The alert is not over any longer. */
    void reopen(String actionId, String alertId) {
        resolved.getOrDefault(actionId, new HashSet<>()).remove(alertId);
    }

    /** Whether all alerts behind it are over; never of one that has more of them than are remembered. */
    boolean allResolved(String actionId) {
        Set<String> behind = alertsOf(actionId).keySet();
        return !behind.isEmpty()
                && !withMore.contains(actionId)
                && resolved.getOrDefault(actionId, Set.of()).containsAll(behind);
    }

    /** What becomes of a further alert behind an action. */
    enum Further {
        SHOWN,
        KEPT_ONLY,
        KNOWN
    }
}
