package dev.tutti.journal;

import dev.tutti.decision.Action;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Cause;
import dev.tutti.decision.OpenElsewhere;
import dev.tutti.decision.Origin;
import dev.tutti.fact.Context;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads how one partition stood after its last commit. */
final class Reader {

    private static final long DEBIT_MILLIS = Duration.ofDays(31).toMillis();

    /** Up to which debit of each budget this partition has heard. */
    private static final String HEARD = " left join budget_heard h on h.partition = ? and h.budget = d.budget";

    /** The last report of an alert from which anything followed, beside the first. */
    private static final String NEWEST = " left join lateral (select u.kind, u.severity, u.score, u.status, u.sequence"
            + " from alert u join decision d on d.alert_id = u.id where u.updates = l.id and u.partition = l.partition"
            + " and d.headline not in ('STALE', 'SET_ASIDE') order by u.revision desc limit 1) n on true";

    private final Connection connection;
    private final String partition;

    Reader(Connection connection, String partition) {
        this.connection = connection;
        this.partition = partition;
    }

    StoredState load() throws SQLException {
        long sequence = 0;
        long at = 0;
        try (PreparedStatement select =
                connection.prepareStatement("select last_sequence, last_at from partition where name = ?")) {
            select.setString(1, partition);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    sequence = row.getLong(1);
                    at = row.getTimestamp(2).getTime();
                }
            }
        }
        return new StoredState(
                sequence,
                at,
                ruleSetVersion(sequence),
                context(),
                actions(),
                causes(),
                debits(at - DEBIT_MILLIS),
                marks(),
                elsewhere(),
                new FindingReader(connection, partition).read());
    }

    private String ruleSetVersion(long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select rule_set_version from journal_input where partition = ? and sequence = ?")) {
            select.setString(1, partition);
            select.setLong(2, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private List<Context> context() throws SQLException {
        List<Context> facts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select body from context_entry where partition = ? and until_sequence is null order by from_sequence")) {
            select.setString(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(
                            JournalJson.read(rows.getString(1), FactBody.class).fact());
                }
            }
        }
        return facts;
    }

    private List<Action> actions() throws SQLException {
        List<Action> actions = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select body from action where partition = ? and not closed")) {
            select.setString(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    actions.add(JournalJson.read(rows.getString(1), Action.class));
                }
            }
        }
        return actions.stream().sorted().toList();
    }

    private Map<String, List<Cause>> causes() throws SQLException {
        Map<String, List<Cause>> causes = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select c.action_id, c.alert_id, l.tenant, c.source, coalesce(n.kind, l.kind),"
                        + " coalesce(n.severity, l.severity), coalesce(n.score, l.score),"
                        + " c.sequence = l.sequence and l.partition = c.partition and c.sequence > a.opened_sequence,"
                        + " coalesce(n.status = 'RESOLVED' and n.sequence > c.sequence, false)"
                        + " from action_cause c join action a on a.id = c.action_id join alert l on l.id = c.alert_id"
                        + NEWEST + " where a.partition = ? and c.partition = a.partition and not a.closed"
                        + " order by c.sequence, c.alert_id")) {
            select.setString(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Origin origin = new Origin(
                            rows.getString(3),
                            rows.getString(4),
                            Kind.valueOf(rows.getString(5)),
                            Severity.valueOf(rows.getString(6)),
                            rows.getInt(7));
                    Cause cause = new Cause(
                            rows.getString(1),
                            rows.getString(2),
                            origin,
                            false,
                            rows.getBoolean(8),
                            rows.getBoolean(9));
                    causes.computeIfAbsent(cause.actionId(), id -> new ArrayList<>())
                            .add(cause);
                }
            }
        }
        return causes;
    }

    /** Its own, and what it had heard of others; debits of one moment in the order in which they were made. */
    private List<BudgetLedger.Debit> debits(long since) throws SQLException {
        List<BudgetLedger.Debit> debits = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select d.budget, d.action_id, d.at, d.amount from budget_debit d" + HEARD
                        + " where d.at > ? and (d.partition = ? or d.version <= h.version) order by d.at, d.version")) {
            select.setString(1, partition);
            select.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(since)));
            select.setString(3, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    debits.add(new BudgetLedger.Debit(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getTimestamp(3).getTime(),
                            BudgetLedger.BEYOND,
                            rows.getInt(4)));
                }
            }
        }
        return debits;
    }

    private BudgetMarks marks() throws SQLException {
        BudgetMarks marks = new BudgetMarks();
        try (PreparedStatement heard =
                        connection.prepareStatement("select budget, version from budget_heard where partition = ?");
                PreparedStatement own = connection.prepareStatement("select d.budget, d.version from budget_debit d"
                        + HEARD + " where d.partition = ? and d.version > coalesce(h.version, 0)"
                        + " order by d.budget, d.version")) {
            heard.setString(1, partition);
            try (ResultSet rows = heard.executeQuery()) {
                while (rows.next()) {
                    marks.hear(rows.getString(1), rows.getLong(2));
                }
            }
            own.setString(1, partition);
            own.setString(2, partition);
            try (ResultSet rows = own.executeQuery()) {
                while (rows.next()) {
                    marks.draw(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return marks;
    }

    private List<OpenElsewhere> elsewhere() throws SQLException {
        List<OpenElsewhere> elsewhere = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select sameness, action_id, owner"
                        + " from action_elsewhere where partition = ? and until_sequence is null order by from_sequence, sameness")) {
            select.setString(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    elsewhere.add(new OpenElsewhere(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return elsewhere;
    }
}
