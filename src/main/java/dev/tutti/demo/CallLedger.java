package dev.tutti.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls of one tool, in order; the oldest go first when it is full. */
final class CallLedger {

    private static final int MAX_CALLS = 10_000;

    private final Deque<LoggedCall> calls = new ArrayDeque<>();
    private long total;

    synchronized void add(LoggedCall call) {
        if (calls.size() == MAX_CALLS) {
            calls.removeFirst();
        }
        calls.addLast(call);
        total++;
    }

    synchronized List<LoggedCall> calls() {
        return List.copyOf(calls);
    }

    /** How many there were, those that are no longer kept included. */
    synchronized long total() {
        return total;
    }
}
