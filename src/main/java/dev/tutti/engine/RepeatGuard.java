package dev.tutti.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which rule fired on which events for as long as the events live: when a window lets an event go, or a concept
 * comes back, the engine fires some matches again, and nothing may be proposed twice for it.
 */
final class RepeatGuard {

    private record Entry(List<String> key, long at) {}

    private final Set<List<String>> seen = new HashSet<>();
    private final Deque<Entry> oldestFirst = new ArrayDeque<>();

    boolean seen(String rule, MatchedFacts matched, long at) {
        List<String> events = matched.eventIdentity();
        if (events.isEmpty()) {
            return false;
        }
        List<String> key = new ArrayList<>(events);
        key.add(rule);
        if (!seen.add(key)) {
            return true;
        }
        oldestFirst.add(new Entry(key, at));
        return false;
    }

    void forgetBefore(long now) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().at() < now - 2 * EventLife.MILLIS) {
            seen.remove(oldestFirst.remove().key());
        }
    }
}
