package dev.tutti.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How alerts ended, silence included. */
final class Decisions {

    static final String PATH = "/api/v1/decisions";

    /** The names that the history holds; a test compares them to {@code decision.Headline}. */
    static final List<String> HEADLINES = List.of(
            "DENIED",
            "HELD",
            "ASKED",
            "ACTED",
            "SUPPRESSED",
            "DUPLICATE",
            "UNMATCHED",
            "RESOLVED",
            "STALE",
            "SET_ASIDE");

    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            "select d.* from decision d where true",
            " and d.position < ? order by d.position desc limit ?",
            List.of(
                    Filter.oneOf(HEADLINES, "headline", "d.headline = ?"),
                    Filter.id("alert", "d.alert_id = ?"),
                    Filter.text(
                            "policy",
                            "d.alert_id in (select f.alert_id from firing f where f.policy_id = ?"
                                    + " union all select g.alert_id from decision g where g.headline <> 'UNMATCHED'"
                                    + " and jsonb_path_query_array(g.items, '$[*].grounds[*].policies[*]')"
                                    + " @> to_jsonb(?::text))"),
                    Filter.text(
                            "observable",
                            "exists (select 1 from alert_observable o where o.alert_id = d.alert_id"
                                    + " and left(o.value, 200) = left(?, 200) and o.value = ?)"),
                    Filter.text(
                            "service",
                            "exists (select 1 from action_cause c join action a on a.id = c.action_id"
                                    + " where c.alert_id = d.alert_id and a.service = ?)"),
                    Filter.text("source", "exists (select 1 from alert a where a.id = d.alert_id and a.source = ?)"),
                    Filter.time("from", "d.at >= ?"),
                    Filter.time("to", "d.at < ?")),
            Item::of);

    /** @param items each action that the alert asked for, with its ruling and the grounds of it */
    @Schema(name = "Decision")
    record Item(
            String alertId,
            Instant at,
            String partition,
            long sequence,
            String headline,
            String ruleSetVersion,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode items) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("alert_id"),
                    row.time("at"),
                    row.text("partition"),
                    row.number("sequence"),
                    row.text("headline"),
                    row.text("rule_set_version"),
                    row.json("items"));
        }
    }

    private Decisions() {}

    static Optional<Item> on(UUID alertId, Snapshot snapshot) throws SQLException {
        return snapshot.first(new Select("select d.* from decision d where d.alert_id = ?", alertId), Item::of);
    }
}
