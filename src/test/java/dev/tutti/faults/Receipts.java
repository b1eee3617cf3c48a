package dev.tutti.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the SIEMs were told about what they sent, and what they have to complain of; for many threads. */
final class Receipts {

    /** An acknowledgement: the alert's id, and what was decided. */
    record Told(String id, String decision) {}

    private final Map<String, Told> byAlert = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    final AtomicLong posts = new AtomicLong();
    final AtomicLong answers = new AtomicLong();
    final AtomicLong acknowledgements = new AtomicLong();
    final AtomicLong unanswered = new AtomicLong();
    final AtomicLong turnedAway = new AtomicLong();

    /** One alert was acknowledged; the same alert must hear the same every time. */
    void acknowledged(String alert, JsonNode item) {
        acknowledgements.incrementAndGet();
        if (item.has("problem") || !item.has("id")) {
            complain("an alert was not taken: " + item + " for " + alert);
            return;
        }
        Told told = new Told(item.path("id").asText(), item.path("decision").asText());
        Told before = byAlert.putIfAbsent(alert, told);
        if (before != null && !before.equals(told)) {
            complain("first " + before + ", then " + told + " for " + alert);
        }
    }

    void complain(String complaint) {
        complaints.add(complaint);
    }

    Queue<String> complaints() {
        return complaints;
    }

    /** By the text of the alert. */
    Map<String, Told> byAlert() {
        return byAlert;
    }
}
