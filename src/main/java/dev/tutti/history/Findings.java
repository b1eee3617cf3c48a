package dev.tutti.history;

import dev.tutti.fact.FindingKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was wrong with the organisation's own defences or rules, and what still is. */
final class Findings {

    static final String PATH = "/api/v1/findings";

    /**
     * All partitions hold the same context and may find the same over it; of findings that overlap, that of the first
     * partition stands for all.
     */
    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            "select f.* from finding f where not exists (select 1 from finding g where g.fact_id = f.fact_id"
                    + " and g.partition < f.partition and g.opened_at <= coalesce(f.closed_at, 'infinity')"
                    + " and coalesce(g.closed_at, 'infinity') >= f.opened_at)",
            " and f.position < ? order by f.position desc limit ?",
            List.of(
                    Filter.flag("open", "(f.closed_sequence is null) = ?"),
                    Filter.oneOf(FindingKind.class, "kind", "f.kind = ?"),
                    Filter.text("subject", "left(f.subject, 200) = left(?, 200) and f.subject = ?"),
                    Filter.text("owner", "f.owner = ?"),
                    Filter.text("policy", "f.policies @> array[?]::text[]"),
                    Filter.time("from", "f.opened_at >= ?"),
                    Filter.time("to", "f.opened_at < ?")),
            Item::of);

    /**
     * One of them.
     *
     * @param policies that concluded it; of a conflict the two that pull apart
     * @param closedAt {@code ""} while it is open
     * @param closedBy the person who closed it, {@code ""} when it was mended
     */
    @Schema(name = "Finding")
    record Item(
            String id,
            String kind,
            String subject,
            String owner,
            String text,
            List<String> policies,
            boolean open,
            Instant openedAt,
            long openedSequence,
            String closedAt,
            long closedSequence,
            String closedBy,
            String closedReason,
            String partition) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("id"),
                    row.text("kind"),
                    row.text("subject"),
                    row.text("owner"),
                    row.text("text"),
                    row.texts("policies"),
                    row.timeOrNone("closed_at").isEmpty(),
                    row.time("opened_at"),
                    row.number("opened_sequence"),
                    row.timeOrNone("closed_at"),
                    row.number("closed_sequence"),
                    row.text("closed_by"),
                    row.text("closed_reason"),
                    row.text("partition"));
        }
    }

    private Findings() {}

    static Optional<Item> find(UUID id, Snapshot snapshot) throws SQLException {
        return snapshot.first(new Select("select f.* from finding f where f.id = ?", id), Item::of);
    }
}
