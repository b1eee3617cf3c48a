package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has been decided before on reports of the same source id, in the journal or earlier in this batch. The same body
 * again gets the first answer; another body is a new alert, marked as in conflict, so that nobody hides an alert behind a
 * borrowed id.
 */
final class KnownAlerts {

    private final Map<String, Known.Repeat> repeats = new HashMap<>();
    private final Set<Known.SourceId> takenIds = new HashSet<>();
    private final List<String> redelivered = new ArrayList<>();

    KnownAlerts(Known before) {
        before.repeats().forEach(repeat -> repeats.put(repeat.alertId(), repeat));
        takenIds.addAll(before.takenIds());
    }

    /** The first answer, if this very report was decided before. */
    Optional<Receipt> repeat(String alertId) {
        return Optional.ofNullable(repeats.get(alertId)).map(first -> {
            redelivered.add(alertId);
            return new Receipt(alertId, first.headline(), true, first.conflict());
        });
    }

    /** Whether another body with this source id is known. */
    boolean conflicts(AlertReport report) {
        return takenIds.contains(key(report));
    }

    Receipt receipt(Input.AlertReceived received, DecisionRecord decision) {
        String headline = decision.headline().name();
        repeats.put(received.alertId(), new Known.Repeat(received.alertId(), headline, received.conflict()));
        takenIds.add(key(received.report()));
        return new Receipt(received.alertId(), headline, false, received.conflict());
    }

    /** The alerts that came again, once per delivery. */
    List<String> redelivered() {
        return redelivered;
    }

    private static Known.SourceId key(AlertReport report) {
        return new Known.SourceId(report.tenant(), report.source(), report.sourceId());
    }
}
