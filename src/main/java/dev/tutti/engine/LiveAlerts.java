package dev.tutti.engine;

import dev.tutti.fact.Alert;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The alerts that are still events in memory, and when the passing of time alone may matter to one of them. */
final class LiveAlerts {

    private static final long SECOND = 1_000;

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final TreeSet<Long> due = new TreeSet<>();

    void add(Alert alert, List<Long> delays, long now) {
        alerts.put(alert.id(), alert);
        for (long delay : delays) {
            // One moment after the bound, rounded up to a second: at most one tick a second, whatever the load.
            long moment = (alert.effectiveAt() + delay + SECOND) / SECOND * SECOND;
            if (moment > now) {
                due.add(moment);
            }
        }
    }

    void forgetBefore(long now) {
        alerts.values().removeIf(alert -> alert.effectiveAt() + EventLife.MILLIS < now);
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

    Collection<Alert> all() {
        return alerts.values();
    }
}
