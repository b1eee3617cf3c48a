package dev.tutti.journal;

import dev.tutti.decision.Input;
import dev.tutti.decision.Input.HeardElsewhere.Drawn;
import dev.tutti.decision.Input.HeardElsewhere.Use;
import dev.tutti.decision.OpenElsewhere;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what other partitions have committed and this one has not heard. */
final class NewsReader {

    private static final int SECONDS = 30;

    /** More than this of one budget are heard in several inputs. */
    private static final int MOST_USES = 1_000;

    private final Connection connection;
    private final String partition;

    NewsReader(Connection connection, String partition) {
        this.connection = connection;
        this.partition = partition;
    }

    Input.HeardElsewhere read(BudgetMarks marks, long since, Collection<String> wanted, Collection<OpenElsewhere> known)
            throws SQLException {
        return new Input.HeardElsewhere(drawn(marks, since), opened(wanted), closed(known));
    }

    private List<Drawn> drawn(BudgetMarks marks, long since) throws SQLException {
        Map<String, Long> versions = new TreeMap<>();
        try (PreparedStatement select = prepare("select name, version from budget");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getLong(2));
            }
        }
        List<Drawn> drawn = new ArrayList<>();
        for (Map.Entry<String, Long> budget : versions.entrySet()) {
            if (budget.getValue() > marks.known(budget.getKey())) {
                drawn.add(drawn(budget.getKey(), marks.upTo(budget.getKey()), budget.getValue(), since));
            }
        }
        return drawn;
    }

    private Drawn drawn(String budget, long after, long upTo, long since) throws SQLException {
        List<Use> uses = new ArrayList<>();
        long last = after;
        try (PreparedStatement select =
                prepare("select action_id, at, version, amount from budget_debit where budget = ?"
                        + " and version > ? and version <= ? and partition <> ? and at > ? order by version limit ?")) {
            select.setString(1, budget);
            select.setLong(2, after);
            select.setLong(3, upTo);
            select.setString(4, partition);
            select.setTimestamp(5, Timestamp.from(Instant.ofEpochMilli(since)));
            select.setInt(6, MOST_USES);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    uses.add(new Use(rows.getString(1), rows.getTimestamp(2).getTime(), rows.getInt(4)));
                    last = rows.getLong(3);
                }
            }
        }
        return new Drawn(budget, uses.size() < MOST_USES ? upTo : last, uses);
    }

    private List<OpenElsewhere> opened(Collection<String> wanted) throws SQLException {
        List<OpenElsewhere> opened = new ArrayList<>();
        if (wanted.isEmpty()) {
            return opened;
        }
        try (PreparedStatement select = prepare("select sameness, id, partition from action"
                + " where not closed and sameness = any(?) and partition <> ? order by sameness")) {
            select.setArray(1, connection.createArrayOf("text", wanted.toArray()));
            select.setString(2, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    opened.add(new OpenElsewhere(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return opened;
    }

    private List<String> closed(Collection<OpenElsewhere> known) throws SQLException {
        List<String> closed = new ArrayList<>();
        if (known.isEmpty()) {
            return closed;
        }
        try (PreparedStatement select = prepare("select k.id from unnest(?::uuid[]) as k (id)"
                + " where not exists (select from action a where a.id = k.id and not a.closed) order by k.id")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", known.stream().map(OpenElsewhere::actionId).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    closed.add(rows.getString(1));
                }
            }
        }
        return closed;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }
}
