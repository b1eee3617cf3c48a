package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.decision.Revision;
import dev.tutti.decision.Revisions;
import dev.tutti.decision.SourceId;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.Journal;
import dev.tutti.journal.Known;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has been decided before on reports of the same source id, in the journal or earlier in this batch. The same body
 * again gets the first answer. Another body changes the alert where its source revises what it sends; else it is a new alert,
 * marked as in conflict, so that nobody hides an alert behind a borrowed id.
 */
final class KnownAlerts {

    private final Map<String, Known.Repeat> repeats = new HashMap<>();
    private final Set<SourceId> takenIds = new HashSet<>();
    private final Revisions revisions;
    private final List<String> redelivered = new ArrayList<>();
    private int followed;

    private KnownAlerts(Known before) {
        before.repeats().forEach(repeat -> repeats.put(repeat.alertId(), repeat));
        takenIds.addAll(before.takenIds());
        revisions = new Revisions(before.revised());
    }

    /** What the journal says of these reports. */
    static KnownAlerts of(List<AlertReport> reports, Journal journal) throws SQLException {
        List<String> ids = reports.stream().map(Identities::alert).toList();
        return new KnownAlerts(journal.known(reports, ids));
    }

    /** The first answer, if this very report was decided before. */
    Optional<Receipt> repeat(String alertId) {
        return Optional.ofNullable(repeats.get(alertId)).map(first -> {
            redelivered.add(alertId);
            return receipt(first, true);
        });
    }

    /**
     * The input that this report is.
     *
     * @param concluded what the batch has come to so far
     */
    Input.AlertReceived input(String alertId, AlertReport report, List<Conclusion> concluded) {
        for (; followed < concluded.size(); followed++) {
            revisions.follow(concluded.get(followed));
        }
        return revisions
                .of(report)
                .map(revision -> new Input.AlertReceived(alertId, report, false, revision))
                .orElseGet(() -> new Input.AlertReceived(alertId, report, takenIds.contains(SourceId.of(report))));
    }

    Receipt receipt(Input.AlertReceived received, DecisionRecord decision) {
        String updates = received.update().map(Revision::first).orElse("");
        Known.Repeat first = new Known.Repeat(
                received.alertId(), decision.headline().name(), received.conflict(), updates, received.stale());
        repeats.put(received.alertId(), first);
        takenIds.add(SourceId.of(received.report()));
        return receipt(first, false);
    }

    /** The alerts that came again, once per delivery. */
    List<String> redelivered() {
        return redelivered;
    }

    private static Receipt receipt(Known.Repeat first, boolean duplicate) {
        return new Receipt(
                first.alertId(), first.headline(), duplicate, first.conflict(), first.updates(), first.stale());
    }
}
