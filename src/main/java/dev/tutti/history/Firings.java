package dev.tutti.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which rules fired, on what, and what they concluded. */
final class Firings {

    static final String PATH = "/api/v1/firings";

    /** More firings than this are not told in one story. */
    static final int MOST_IN_A_STORY = 1_000;

    /** Whether a later firing matched a fact about an action: its request, that it is in force, a result, its end. */
    private static final String ABOUT = "exists (select 1 from unnest(later.matched) fact"
            + " where fact like 'Action%' and split_part(fact, ':', 2) = ";

    /** A firing whose alert caused an action on the service, or that matched a fact about it. */
    private static final String OF_SERVICE =
            "f.position in (select own.position from action a join action_cause c on c.action_id = a.id"
                    + " join firing own on own.alert_id = c.alert_id where a.service = ?"
                    + " union all select later.position from action a join action_version v on v.action_id = a.id"
                    + " join firing later on later.partition = v.partition and later.sequence = v.sequence"
                    + " where a.service = ? and " + ABOUT + "a.id::text))";

    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            "select f.* from firing f where true",
            " and f.position < ? order by f.position desc limit ?",
            List.of(
                    Filter.text("rule", "f.rule = ?"),
                    Filter.text("policy", "f.policy_id = ?"),
                    Filter.id("alert", "f.alert_id = ?"),
                    Filter.text(
                            "observable",
                            "exists (select 1 from alert_observable o where o.alert_id = f.alert_id"
                                    + " and left(o.value, 200) = left(?, 200) and o.value = ?)"),
                    Filter.text("service", OF_SERVICE),
                    Filter.time("from", "f.at >= ?"),
                    Filter.time("to", "f.at < ?"),
                    Filter.text("version", "f.rule_set_version = ?")),
            Item::of);

    /**
     * @param alertId the alert in whose step it fired; left out where time, people or outcomes were the input
     * @param matched identities of the facts in the order of the rule's patterns
     */
    @Schema(name = "Firing")
    record Item(
            String id,
            Instant at,
            String partition,
            long sequence,
            String rule,
            String policyId,
            String ruleSetVersion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String alertId,
            List<String> matched,
            @Schema(type = SchemaType.OBJECT) JsonNode bindings,
            List<String> concluded,
            List<String> removed) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("id"),
                    row.time("at"),
                    row.text("partition"),
                    row.number("sequence"),
                    row.text("rule"),
                    row.text("policy_id"),
                    row.text("rule_set_version"),
                    row.text("alert_id"),
                    row.texts("matched"),
                    row.json("bindings"),
                    row.texts("concluded"),
                    row.texts("removed"));
        }
    }

    private Firings() {}

    /**
     * Those of the alert's own step, and those that matched a fact about one of its actions at any later input; the oldest
     * first, at most one more than a story tells.
     */
    static List<Item> inStoryOf(UUID alertId, Snapshot snapshot) throws SQLException {
        return snapshot.list(
                new Select(
                        "select f.* from firing f where f.position in ("
                                + "select own.position from firing own where own.alert_id = ?"
                                + " union select later.position from action_cause c"
                                + " join action_version v on v.action_id = c.action_id"
                                + " join firing later on later.partition = v.partition and later.sequence = v.sequence"
                                + " where c.alert_id = ? and " + ABOUT + "c.action_id::text))"
                                + " order by f.at, f.sequence, f.position limit ?",
                        alertId,
                        alertId,
                        MOST_IN_A_STORY + 1),
                Item::of);
    }
}
