package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.FindingRecord;
import dev.tutti.fact.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the findings that changed, each once and as it is after the last of these inputs. */
final class FindingRows {

    private static final Table FINDING = new Table(
            "finding",
            "id uuid, partition text, fact_id text, kind text, subject text, owner text, text text, policies texts, "
                    + "versions texts, opened_sequence number, opened_at time, closed_by text, closed_reason text",
            "on conflict (id) do update set owner = excluded.owner, text = excluded.text, policies = excluded.policies");

    private static final Table CLOSED = new Table(
            "finding",
            "id uuid, partition text, fact_id text, kind text, subject text, owner text, text text, policies texts, "
                    + "versions texts, opened_sequence number, opened_at time, closed_by text, closed_reason text, "
                    + "closed_sequence number, closed_at time",
            "on conflict (id) do update set owner = excluded.owner, text = excluded.text, policies = excluded.policies,"
                    + " closed_sequence = excluded.closed_sequence, closed_at = excluded.closed_at,"
                    + " closed_by = excluded.closed_by, closed_reason = excluded.closed_reason");

    private final List<Conclusion> conclusions;

    FindingRows(List<Conclusion> conclusions) {
        this.conclusions = conclusions;
    }

    void write(Script script) {
        Map<String, FindingRecord> last = new LinkedHashMap<>();
        conclusions.forEach(conclusion -> conclusion.findings().forEach(found -> last.put(found.id(), found)));
        if (last.isEmpty()) {
            return;
        }
        String partition = conclusions.get(0).partition();
        // What closes goes first, so that the same can be found again in one batch.
        List<FindingRecord> changed = new ArrayList<>(last.values());
        changed.sort(Comparator.comparing(FindingRecord::id));
        Rows closed = script.insert(CLOSED);
        Rows open = script.insert(FINDING);
        for (FindingRecord found : changed) {
            Rows rows = found.closed() ? closed : open;
            common(rows, partition, found);
            if (found.closed()) {
                rows.number(found.closedSequence()).time(found.closedAt());
            }
            rows.row();
        }
    }

    private static void common(Rows rows, String partition, FindingRecord found) {
        Finding finding = found.finding();
        rows.uuid(found.id()).text(partition).text(finding.factId());
        rows.text(finding.kind().name())
                .text(finding.subject())
                .text(finding.owner())
                .text(finding.text());
        rows.texts(found.policies()).texts(found.versions());
        rows.number(found.openedSequence()).time(found.openedAt());
        rows.text(found.closedBy()).text(found.closedReason());
    }
}
