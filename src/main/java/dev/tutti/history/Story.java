package dev.tutti.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One alert and all that followed.
 *
 * @param firings of its own step, and later ones that matched the request of one of its actions
 * @param actions those that it caused or joined, in the order of their opening
 * @param revisions what its source said of it again, when this is the first report of it
 * @param timeline everything in one order: time, place in the journal, kind
 * @param truncated names of the lists that are not told to the end; an action has such a list of its own
 */
record Story(
        Alerts.Item alert,
        Decisions.Item decision,
        List<Firings.Item> firings,
        List<ActionDetails> actions,
        List<AlertRevisions.Item> revisions,
        List<Timeline.Entry> timeline,
        List<String> truncated) {

    private static final int MOST_ACTIONS = 100;
    private static final int MOST_JUDGINGS = 1_000;

    /** Empty when there is no such alert. */
    static Optional<Story> of(UUID alertId, Snapshot snapshot) throws SQLException {
        Optional<Alerts.Item> alert = Alerts.find(alertId, snapshot);
        return alert.isEmpty() ? Optional.empty() : Optional.of(tell(alertId, alert.get(), snapshot));
    }

    private static Story tell(UUID alertId, Alerts.Item alert, Snapshot snapshot) throws SQLException {
        Decisions.Item decision = Decisions.on(alertId, snapshot)
                .orElseThrow(() -> new IllegalStateException("alert " + alertId + " was committed without a decision"));
        List<String> truncated = new ArrayList<>();
        List<Firings.Item> firings =
                first(Firings.MOST_IN_A_STORY, Firings.inStoryOf(alertId, snapshot), "firings", truncated);
        List<UUID> actionIds = first(MOST_ACTIONS, actionsOf(alertId, snapshot), "actions", truncated);
        List<ActionDetails> actions = ActionDetails.of(actionIds, snapshot);
        List<Timeline.Judging> judgings = first(MOST_JUDGINGS, judgings(actionIds, snapshot), "timeline", truncated);
        List<AlertRevisions.Item> revisions =
                first(AlertRevisions.MOST, AlertRevisions.of(alertId, snapshot), "revisions", truncated);

        Timeline timeline = new Timeline();
        timeline.add(alert);
        timeline.add(alert, revisions);
        firings.forEach(timeline::add);
        timeline.add(decision);
        judgings.forEach(timeline::add);
        actions.forEach(timeline::add);
        return new Story(alert, decision, firings, actions, revisions, timeline.entries(), truncated);
    }

    private static List<UUID> actionsOf(UUID alertId, Snapshot snapshot) throws SQLException {
        return snapshot.list(
                new Select(
                        "select action_id from action_cause where alert_id = ? order by sequence, action_id limit ?",
                        alertId,
                        MOST_ACTIONS + 1),
                row -> UUID.fromString(row.text("action_id")));
    }

    /** An action is ruled on more often than its judgements change; only the changes are told. */
    private static List<Timeline.Judging> judgings(List<UUID> actionIds, Snapshot snapshot) throws SQLException {
        return snapshot.list(
                new Select(
                        "select v.action_id, v.sequence, j.at, v.judged, coalesce(v.before, '[]') as before from ("
                                + "select action_id, partition, sequence, body -> 'judged' as judged,"
                                + " lag(body -> 'judged') over (partition by action_id order by sequence) as before"
                                + " from action_version where action_id = any(?)) v"
                                + " join journal_input j on j.partition = v.partition and j.sequence = v.sequence"
                                + " where v.judged <> coalesce(v.before, '[]')"
                                + " order by j.at, v.sequence, v.action_id limit ?",
                        actionIds,
                        MOST_JUDGINGS + 1),
                row -> new Timeline.Judging(
                        row.text("action_id"),
                        row.time("at"),
                        row.number("sequence"),
                        row.json("before"),
                        row.json("judged")));
    }

    private static <T> List<T> first(int most, List<T> list, String name, List<String> truncated) {
        if (list.size() <= most) {
            return list;
        }
        truncated.add(name);
        return List.copyOf(list.subList(0, most));
    }
}
