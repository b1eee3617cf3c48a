package dev.tutti.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What SIEMs reported. */
final class Alerts {

    static final String PATH = "/api/v1/alerts";

    private static final String SELECT = "select a.*, d.headline,"
            + " (select coalesce(jsonb_agg(jsonb_build_object('type', o.type, 'role', o.role, 'value', o.value)"
            + " order by o.ordinal), '[]') from alert_observable o where o.alert_id = a.id) as observables,"
            + " array(select b.id::text from alert b where b.tenant = a.tenant and b.source = a.source"
            + " and b.source_id = a.source_id and b.digest <> a.digest"
            + " and coalesce(b.updates, b.id) <> coalesce(a.updates, a.id) order by b.position limit 100) as rivals"
            + " from alert a join decision d on d.alert_id = a.id where true";

    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            SELECT,
            " and a.position < ? order by a.position desc limit ?",
            List.of(
                    Filter.text("source", "a.source = ?"),
                    Filter.oneOf(Kind.class, "kind", "a.kind = ?"),
                    Filter.oneOf(Severity.class, "severity", "a.severity = ?"),
                    Filter.text(
                            "observable",
                            "exists (select 1 from alert_observable o where o.alert_id = a.id"
                                    + " and left(o.value, 200) = left(?, 200) and o.value = ?)"),
                    Filter.text("rule", "a.rule = ?"),
                    Filter.text("fingerprint", "a.fingerprint = ?"),
                    Filter.oneOf(Decisions.HEADLINES, "headline", "d.headline = ?"),
                    Filter.time("from", "a.received_at >= ?"),
                    Filter.time("to", "a.received_at < ?")),
            Item::of);

    /**
     * @param rule the source's own rule
     * @param severityOriginal the source's own word or number
     * @param product what raised it as its payload says
     * @param confidence 0 to 100, -1 when the source gave none
     * @param links where the source shows it
     * @param status OPEN, or RESOLVED by the source's own account
     * @param fingerprint equal for alerts of one rule of one source about the same addresses, host and user
     * @param updates the id of the alert's first report, when this one changed it, else empty
     * @param revision 1 for the first report that changed the alert, 0 for the report that it changed
     * @param stale whether a newer report of the alert had come before
     * @param deliveries how many times this very report came
     * @param conflict whether it came under a source id that another report had before
     * @param inConflictWith ids of the alerts with the same source id and another content, the oldest first, at most 100
     */
    @Schema(name = "Alert")
    record Item(
            String id,
            Instant receivedAt,
            Instant observedAt,
            Instant effectiveAt,
            boolean timeCorrected,
            String partition,
            long sequence,
            String tenant,
            String source,
            String product,
            String sourceId,
            String digest,
            String title,
            String rule,
            String ruleName,
            String kind,
            String severity,
            long score,
            String severityOriginal,
            String mappingVersion,
            long confidence,
            List<String> tactics,
            List<String> techniques,
            List<String> links,
            String status,
            String fingerprint,
            String updates,
            long revision,
            boolean stale,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode observables,

            long deliveries,
            boolean conflict,
            List<String> inConflictWith,
            String headline) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("id"),
                    row.time("received_at"),
                    row.time("observed_at"),
                    row.time("effective_at"),
                    row.flag("time_corrected"),
                    row.text("partition"),
                    row.number("sequence"),
                    row.text("tenant"),
                    row.text("source"),
                    row.text("product"),
                    row.text("source_id"),
                    row.text("digest"),
                    row.text("title"),
                    row.text("rule"),
                    row.text("rule_name"),
                    row.text("kind"),
                    row.text("severity"),
                    row.number("score"),
                    row.text("severity_original"),
                    row.text("mapping_version"),
                    row.number("confidence"),
                    row.texts("tactics"),
                    row.texts("techniques"),
                    row.texts("links"),
                    row.text("status"),
                    row.text("fingerprint"),
                    row.text("updates"),
                    row.number("revision"),
                    row.flag("stale"),
                    row.json("observables"),
                    row.number("deliveries"),
                    row.flag("conflict"),
                    row.texts("rivals"),
                    row.text("headline"));
        }
    }

    private Alerts() {}

    static Optional<Item> find(UUID id, Snapshot snapshot) throws SQLException {
        return snapshot.first(new Select(SELECT + " and a.id = ?", id), Item::of);
    }

    /** The payload as it came. */
    static Optional<String> raw(UUID id, Snapshot snapshot) throws SQLException {
        return snapshot.first(
                new Select("select payload from alert_raw where alert_id = ?", id), row -> row.text("payload"));
    }
}
