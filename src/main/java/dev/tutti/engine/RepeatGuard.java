package dev.tutti.engine;

import dev.tutti.fact.AlertReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which rule fired on which events for as long as the events live: when a window lets an event go, or a concept
 * comes back, the engine fires some matches again, and nothing may be proposed twice for it.
 */
final class RepeatGuard {

    /** An event may lie this far ahead of its arrival, and lives so much longer. */
    private static final long REMEMBERED = EventLife.MILLIS + AlertReport.EARLY_MILLIS;

    private record Key(String rule, List<String> events) {}

    private record Entry(Key key, long at) {}

    private final Set<Key> seen = new HashSet<>();
    private final Deque<Entry> oldestFirst = new ArrayDeque<>();

    /**
     * Whether the rule fired on these events before.
     *
     * @param events their ids, in the order of the patterns; empty when the match stands on lasting facts only
     */
    boolean seen(String rule, List<String> events, long at) {
        if (events.isEmpty()) {
            return false;
        }
        Key key = new Key(rule, events);
        if (!seen.add(key)) {
            return true;
        }
        oldestFirst.add(new Entry(key, at));
        return false;
    }

    void forgetBefore(long now) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().at() < now - REMEMBERED) {
            seen.remove(oldestFirst.remove().key());
        }
    }
}
