package dev.tutti.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was asked to be done, and how it stands now. */
final class Actions {

    static final String PATH = "/api/v1/actions";

    /** The names that the history holds; a test compares them to {@code decision.ActionState.Name}. */
    static final List<String> STATES = List.of(
            "REQUESTED",
            "HELD",
            "AWAITING_APPROVAL",
            "PERMITTED",
            "DENIED",
            "DISPATCHED",
            "SUCCEEDED",
            "FAILED",
            "UNCERTAIN",
            "UNDOING",
            "UNDO_FAILED",
            "UNDONE",
            "WITHDRAWN",
            "EXPIRED");

    /** A policy that judged the action, asks for an approval, is a ground of its state, or fired on an alert that caused it. */
    private static final String OF_POLICY =
            "a.id in (select c.action_id from firing f join action_cause c on c.alert_id = f.alert_id"
                    + " where f.policy_id = ? union all select g.id from action g"
                    + " where jsonb_path_query_array(g.body, '$.*[*].policies[*]') @> to_jsonb(?::text))";

    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            "select a.*, (select count(*) from action_cause n where n.action_id = a.id) as causes"
                    + " from action a where true",
            " and a.position < ? order by a.position desc limit ?",
            List.of(
                    Filter.oneOf(STATES, "state", "a.state = ?"),
                    Filter.text("capability", "a.capability = ?"),
                    Filter.text("target", "left(a.target, 200) = left(?, 200) and a.target = ?"),
                    Filter.text("service", "a.service = ?"),
                    Filter.text("policy", OF_POLICY),
                    Filter.id(
                            "alert",
                            "exists (select 1 from action_cause c where c.action_id = a.id and c.alert_id = ?)"),
                    Filter.text(
                            "observable",
                            "exists (select 1 from action_cause c join alert_observable o on o.alert_id = c.alert_id"
                                    + " where c.action_id = a.id and left(o.value, 200) = left(?, 200)"
                                    + " and o.value = ?)"),
                    Filter.text("proposer", "a.proposer = ?"),
                    Filter.flag("open", "a.closed = not ?"),
                    Filter.time("from", "a.opened_at >= ?"),
                    Filter.time("to", "a.opened_at < ?")),
            Item::of);

    /**
     * @param proposer the person who proposed it, {@code ""} when policies did
     * @param digest what a vote has to name
     * @param leaseUntil when its effect ends; left out where there is no such time
     * @param requirements every approval due, and {@code open} those of them that are not met
     * @param byPeople whether it is a task: people do it and settle it
     * @param results what the tool, or the person who did it, answered when it succeeded, by name
     * @param votes those that count or counted; the action by itself also tells those that were refused
     * @param causeCount how many alerts asked for it
     */
    @Schema(name = "Action")
    record Item(
            String id,
            String capability,
            String target,
            Map<String, String> parameters,
            String service,
            String state,
            boolean closed,
            boolean notice,
            String proposer,
            String digest,
            Instant openedAt,
            long openedSequence,
            Instant changedAt,
            Instant usefulUntil,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String leaseUntil,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode grounds,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode requirements,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode open,

            boolean byPeople,
            Map<String, String> results,
            List<Vote> votes,
            long causeCount) {

        static Item of(Row row) throws SQLException {
            JsonNode body = row.json("body");
            return new Item(
                    row.text("id"),
                    row.text("capability"),
                    row.text("target"),
                    pairs(body.at("/request/parameters")),
                    row.text("service"),
                    row.text("state"),
                    row.flag("closed"),
                    row.flag("notice"),
                    row.text("proposer"),
                    row.text("digest"),
                    row.time("opened_at"),
                    row.number("opened_sequence"),
                    row.time("changed_at"),
                    row.time("useful_until"),
                    row.timeOrNone("lease_until"),
                    body.path("grounds"),
                    body.path("requirements"),
                    body.path("open"),
                    body.path("byPeople").asBoolean(),
                    pairs(body.path("results")),
                    votes(body),
                    row.number("causes"));
        }

        /** The same with all votes, also those that were refused. */
        Item with(List<Vote> all) {
            return new Item(
                    id,
                    capability,
                    target,
                    parameters,
                    service,
                    state,
                    closed,
                    notice,
                    proposer,
                    digest,
                    openedAt,
                    openedSequence,
                    changedAt,
                    usefulUntil,
                    leaseUntil,
                    grounds,
                    requirements,
                    open,
                    byPeople,
                    results,
                    all,
                    causeCount);
        }

        String what() {
            return capability + " on " + target;
        }

        private static Map<String, String> pairs(JsonNode list) {
            Map<String, String> pairs = new LinkedHashMap<>();
            list.forEach(each ->
                    pairs.put(each.path("name").asText(), each.path("value").asText()));
            return pairs;
        }

        private static List<Vote> votes(JsonNode body) {
            List<Vote> votes = new ArrayList<>();
            body.path("votes").forEach(each -> votes.add(Vote.of(each)));
            return votes;
        }
    }

    /**
     * @param sequence its place in the journal; 0 and left out in listings
     * @param refusal why it did not count; left out when it did
     */
    @Schema(name = "Vote")
    record Vote(
            String person,
            String verdict,
            String reason,
            String digest,
            Instant at,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long sequence,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String refusal) {

        static Vote of(JsonNode vote) {
            return new Vote(
                    vote.path("person").asText(),
                    vote.path("verdict").asText(),
                    vote.path("reason").asText(),
                    vote.path("digest").asText(),
                    Instant.ofEpochMilli(vote.path("at").asLong()),
                    0,
                    "");
        }
    }

    private Actions() {}
}
