package dev.tutti.journal;

import dev.tutti.decision.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What is written before a step, so that the next process knows at what the last one ended: whether a partition is open,
 * and, while it is careful, which input it is at.
 */
public final class Precautions {

    private static final int SECONDS = 10;

    /** An input that was begun and never concluded. */
    public record Undecided(Input input, int attempts) {}

    private final DataSource dataSource;

    public Precautions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether the last process that had the partition open ended without closing it. */
    public boolean leftOpen(String partition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select open from partition where name = ?")) {
            select.setQueryTimeout(SECONDS);
            select.setString(1, partition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Says that a process has the partition open, or has closed it. */
    public void open(String partition, boolean open) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update partition set open = ? where name = ?")) {
            update.setQueryTimeout(SECONDS);
            update.setBoolean(1, open);
            update.setString(2, partition);
            update.executeUpdate();
        }
    }

    /**
     * Writes down that the step of this input begins, and counts how often it did. A step that the watchdog ended without
     * knowing whose fault it was counts, too.
     */
    public int begin(String partition, String id, Input input) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(
                        "insert into undecided as u (partition, input, attempts, body, raw) values (?, ?, 1 + (select count(*)"
                                + " from poison where partition = ? and input = ? and policy_id = ''), ?::jsonb, ?)"
                                + " on conflict (partition) do update set input = excluded.input, body = excluded.body,"
                                + " raw = excluded.raw, attempts = case when u.input = excluded.input then u.attempts + 1"
                                + " else excluded.attempts end returning attempts")) {
            upsert.setQueryTimeout(SECONDS);
            upsert.setString(1, partition);
            upsert.setString(2, id);
            upsert.setString(3, partition);
            upsert.setString(4, id);
            upsert.setString(5, Batch.jsonText(new InputBody(Writer.withoutRaw(input))));
            upsert.setString(6, Batch.storable(raw(input)));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** What this partition was at when the last process ended; empty when it was careful and came to its end. */
    public Optional<Undecided> undecided(String partition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select body, raw, attempts from undecided where partition = ?")) {
            select.setQueryTimeout(SECONDS);
            select.setString(1, partition);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Input input =
                        JournalJson.read(row.getString(1), InputBody.class).input();
                return Optional.of(new Undecided(withRaw(input, row.getString(2)), row.getInt(3)));
            }
        }
    }

    /**
     * Notes the attempts at what the last process ended at among those that failed, where {@link #begin} counts them: so they
     * are known also when another input is begun before that one is begun again.
     */
    public void remember(String partition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into poison (partition, input, cause, policy_id, rule_digest, detail, at)"
                                + " select u.partition, u.input, 'PROCESS_ENDED', '', '', '', clock_timestamp()"
                                + " from undecided u, generate_series(1, u.attempts - (select count(*) from poison p"
                                + " where p.partition = u.partition and p.input = u.input and p.policy_id = ''))"
                                + " where u.partition = ?")) {
            insert.setQueryTimeout(SECONDS);
            insert.setString(1, partition);
            insert.executeUpdate();
        }
    }

    /** Takes the entry back without a commit: the input is known by another entry, or was refused. */
    public void forget(String partition) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            forget(connection, partition);
        }
    }

    static void forget(Connection connection, String partition) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from undecided where partition = ?")) {
            delete.setQueryTimeout(SECONDS);
            delete.setString(1, partition);
            delete.executeUpdate();
        }
    }

    private static String raw(Input input) {
        return input instanceof Input.AlertReceived received ? received.report().raw() : "";
    }

    private static Input withRaw(Input input, String raw) {
        return input instanceof Input.AlertReceived received
                ? received.with(received.report().withRaw(raw))
                : input;
    }
}
