package dev.tutti.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An action with everything that happened to it, each list the oldest first.
 *
 * @param truncated names of the lists that hold only the first {@value #MOST} of theirs
 */
record ActionDetails(
        @JsonUnwrapped Actions.Item action,
        @JsonUnwrapped Repeats swallowed,
        List<Transition> transitions,
        List<Cause> causes,
        List<Attempt> attempts,
        List<String> truncated) {

    static final int MOST = 500;

    /** @param by the person or the part of Tutti that caused it */
    @Schema(name = "Transition")
    record Transition(
            Instant at,
            long sequence,
            String from,
            String to,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            JsonNode grounds,

            String by) {

        static Transition of(Row row) throws SQLException {
            return new Transition(
                    row.time("at"),
                    row.number("sequence"),
                    row.text("from_state"),
                    row.text("to_state"),
                    row.json("grounds"),
                    row.text("caused_by"));
        }
    }

    /** An alert that asked for the action. */
    @Schema(name = "Cause")
    record Cause(String alertId, String source, long sequence) {

        static Cause of(Row row) throws SQLException {
            return new Cause(row.text("alert_id"), row.text("source"), row.number("sequence"));
        }
    }

    /**
     * What the action swallowed. An alert counts that asked for it in its own step, after the one that opened it, in whatever
     * partition; the number is not stored anywhere, so an alert costs no row more for it.
     *
     * @param repeats how many alerts came while it was under way or in force and asked for the same
     * @param changedSequence place of the input that changed the action last
     */
    @Schema(name = "Repeats")
    record Repeats(long repeats, @JsonIgnore long changedSequence) {

        private static final Repeats NONE = new Repeats(0, 0);

        static Repeats of(Row row) throws SQLException {
            return new Repeats(row.number("repeats"), row.number("changed_sequence"));
        }
    }

    /** One call of a tool; without a finish it is under way, or what came of it is not known. */
    @Schema(name = "Attempt")
    record Attempt(
            String operation,
            long number,
            String connector,
            String idempotencyKey,
            Instant startedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String finishedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String result,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail) {

        static Attempt of(Row row) throws SQLException {
            return new Attempt(
                    row.text("operation"),
                    row.number("number"),
                    row.text("connector"),
                    row.text("idempotency_key"),
                    row.time("started_at"),
                    row.timeOrNone("finished_at"),
                    row.text("result"),
                    row.text("detail"));
        }
    }

    /** Those of these ids that there are, in the order of their opening. */
    static List<ActionDetails> of(Collection<UUID> ids, Snapshot snapshot) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Actions.Item> actions = snapshot.list(
                new Select(
                        "select a.*, (select count(*) from action_cause n where n.action_id = a.id) as causes"
                                + " from action a where a.id = any(?) order by a.position",
                        ids),
                Actions.Item::of);
        var repeats = snapshot.byAction(
                new Select(
                        "select a.id as action_id, a.changed_sequence, (select count(*) from action_cause c"
                                + " join alert l on l.id = c.alert_id where c.action_id = a.id"
                                + " and l.partition = c.partition and l.sequence = c.sequence"
                                + " and (c.partition <> a.partition or c.sequence > a.opened_sequence)) as repeats"
                                + " from action a where a.id = any(?)",
                        ids),
                Repeats::of);
        var transitions = perAction("action_transition", "t.position", ids, snapshot, Transition::of);
        var causes = perAction("action_cause", "t.sequence, t.alert_id", ids, snapshot, Cause::of);
        var votes = perAction("vote", "t.position", ids, snapshot, ActionDetails::vote);
        var attempts = perAction("attempt", "t.started_at, t.operation, t.number", ids, snapshot, Attempt::of);
        return actions.stream()
                .map(action -> {
                    List<String> truncated = new ArrayList<>();
                    return new ActionDetails(
                            action.with(first(votes, action.id(), "votes", truncated)),
                            repeats.getOrDefault(action.id(), List.of(Repeats.NONE))
                                    .get(0),
                            first(transitions, action.id(), "transitions", truncated),
                            first(causes, action.id(), "causes", truncated),
                            first(attempts, action.id(), "attempts", truncated),
                            truncated);
                })
                .toList();
    }

    /** The place in the journal at which this attempt was ordered: the last order of its kind before it. */
    long ordered(Attempt attempt) {
        String state = attempt.operation().equals("UNDO") ? "UNDOING" : "DISPATCHED";
        return transitions.stream()
                .filter(step -> step.to().equals(state) && !step.at().isAfter(attempt.startedAt()))
                .mapToLong(Transition::sequence)
                .max()
                .orElse(action.openedSequence());
    }

    private static <T> Map<String, List<T>> perAction(
            @CompileTimeConstant final String table,
            @CompileTimeConstant final String order,
            Collection<UUID> ids,
            Snapshot snapshot,
            Row.Reader<T> reader)
            throws SQLException {
        Select select = new Select("select t.* from unnest(?) i (id) cross join lateral (select * from ", ids)
                .then(table)
                .then(" t where t.action_id = i.id order by ")
                .then(order)
                .then(" limit ?", MOST + 1)
                .then(") t order by ")
                .then(order);
        return snapshot.byAction(select, reader);
    }

    private static Actions.Vote vote(Row row) throws SQLException {
        return new Actions.Vote(
                row.text("person"),
                row.text("verdict"),
                row.text("reason"),
                row.text("digest"),
                row.time("at"),
                row.number("sequence"),
                row.text("refusal"));
    }

    private static <T> List<T> first(Map<String, List<T>> lists, String actionId, String name, List<String> truncated) {
        List<T> list = lists.getOrDefault(actionId, List.of());
        if (list.size() <= MOST) {
            return list;
        }
        truncated.add(name);
        return List.copyOf(list.subList(0, MOST));
    }
}
