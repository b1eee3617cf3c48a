package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has been decided before on reports of the same source id, in the journal or earlier in this batch. The same body
 * again gets the first answer; another body is a new alert, marked as in conflict, so that nobody hides an alert behind a
 * borrowed id.
 */
final class KnownAlerts {

    private record Key(String source, String sourceId) {}

    private final Map<Key, List<Known>> known = new HashMap<>();
    private final List<String> redelivered = new ArrayList<>();

    KnownAlerts(Collection<Known> before) {
        before.forEach(this::remember);
    }

    /** The first answer, if this very report was decided before. */
    Optional<Receipt> repeat(AlertReport report, String alertId) {
        List<Known> same = known.getOrDefault(key(report), List.of());
        return same.stream()
                .filter(k -> k.alertId().equals(alertId))
                .findFirst()
                .map(first -> {
                    redelivered.add(alertId);
                    return new Receipt(alertId, first.headline(), true, same.size() > 1);
                });
    }

    /** Whether another body with this source id is known. */
    boolean conflicts(AlertReport report) {
        return known.containsKey(key(report));
    }

    Receipt receipt(Input.AlertReceived received, DecisionRecord decision) {
        AlertReport report = received.report();
        remember(new Known(
                received.alertId(),
                report.source(),
                report.sourceId(),
                report.digest(),
                decision.headline().name()));
        return new Receipt(received.alertId(), decision.headline().name(), false, received.conflict());
    }

    /** The alerts that came again, once per delivery. */
    List<String> redelivered() {
        return redelivered;
    }

    private void remember(Known one) {
        known.computeIfAbsent(new Key(one.source(), one.sourceId()), key -> new ArrayList<>())
                .add(one);
    }

    private static Key key(AlertReport report) {
        return new Key(report.source(), report.sourceId());
    }
}
