package dev.tutti.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a source said again of an alert. */
final class AlertRevisions {

    static final int MOST = 100;

    /**
     * @param id of the report, which has a story of its own
     * @param stale whether a newer one had come before, so that this one changed nothing
     */
    @Schema(name = "AlertRevision")
    record Item(
            String id,
            Instant receivedAt,
            long sequence,
            long revision,
            String source,
            String title,
            String severity,
            String status,
            boolean stale,
            String headline) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("id"),
                    row.time("received_at"),
                    row.number("sequence"),
                    row.number("revision"),
                    row.text("source"),
                    row.text("title"),
                    row.text("severity"),
                    row.text("status"),
                    row.flag("stale"),
                    row.text("headline"));
        }
    }

    private AlertRevisions() {}

    /** In their order, one more than {@link #MOST} when there are more. */
    static List<Item> of(UUID first, Snapshot snapshot) throws SQLException {
        return snapshot.list(
                new Select(
                        "select a.id, a.received_at, a.sequence, a.revision, a.source, a.title, a.severity, a.status,"
                                + " a.stale, d.headline from alert a join decision d on d.alert_id = a.id"
                                + " where a.updates = ? order by a.revision limit ?",
                        first,
                        MOST + 1),
                Item::of);
    }
}
