package dev.tutti.engine;

import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** The alerts that are still events in memory, and when the passing of time alone may matter to one of them. */
final class LiveAlerts {

    private static final long SECOND = 1_000;

    private final List<Long> delays;
    private final boolean observing;
    private final Map<String, Alert> alerts = new HashMap<>();
    private final PriorityQueue<Alert> oldestFirst = new PriorityQueue<>(Comparator.comparingLong(Alert::effectiveAt));
    private final TreeSet<Long> due = new TreeSet<>();

    LiveAlerts(RuleBase ruleBase) {
        this.delays = ruleBase.eventDelays();
        this.observing = ruleBase.matchesObserved();
    }

    /** The events of an alert that arrives; what no rule matches is not among them. */
    List<Fact> enter(Alert alert, AlertReport report) {
        alerts.put(alert.id(), alert);
        oldestFirst.add(alert);
        for (long delay : delays) {
            // One moment after the bound, rounded up to a second: at most one tick a second, whatever the load.
            long moment = (alert.effectiveAt() + delay + SECOND) / SECOND * SECOND;
            if (moment > alert.receivedAt()) {
                due.add(moment);
            }
        }
        List<Fact> events = new ArrayList<>();
        events.add(alert);
        if (observing) {
            events.addAll(report.observed(alert));
        }
        return events;
    }

    void forgetBefore(long now) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().effectiveAt() + EventLife.MILLIS < now) {
            Alert expired = oldestFirst.remove();
            alerts.remove(expired.id(), expired);
        }
        due.headSet(now, true).clear();
    }

    /** Where the alert came from; {@code ""} when it is no longer in memory. */
    String sourceOf(String alertId) {
        Alert alert = alerts.get(alertId);
        return alert == null ? "" : alert.source();
    }

    String tenantOf(String alertId, String otherwise) {
        Alert alert = alerts.get(alertId);
        return alert == null ? otherwise : alert.tenant();
    }

    OptionalLong nextDue() {
        return due.isEmpty() ? OptionalLong.empty() : OptionalLong.of(due.first());
    }
}
