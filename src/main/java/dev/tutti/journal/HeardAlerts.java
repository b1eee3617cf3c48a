package dev.tutti.journal;

import dev.tutti.decision.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a stretch of the journal, in its order, read in pieces while they are asked for: a million of them are
 * never in memory together. May be gone through once; a connection is held until this is closed.
 *
 * <p>Without those that were set aside: the rules would fail on them again, at every start.
 */
public final class HeardAlerts implements AutoCloseable {

    private static final int PIECE = 500;
    private static final String WHICH = " from journal_input i where i.partition = ? and i.kind = 'AlertReceived'"
            + " and i.at >= ? and i.sequence <= ? and not exists (select from decision d where d.partition = i.partition"
            + " and d.sequence = i.sequence and d.headline = 'SET_ASIDE')";

    /** An alert with its place. */
    public record HeardAlert(long sequence, long at, Input.AlertReceived received) {}

    private final Connection connection;
    private final PreparedStatement select;
    private final ResultSet rows;
    private final long count;

    HeardAlerts(Connection connection, String partition, long since, long upTo) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false); // without a transaction the driver would read everything at once
        try (PreparedStatement counting = prepare("select count(*)" + WHICH, partition, since, upTo);
                ResultSet counted = counting.executeQuery()) {
            counted.next();
            this.count = counted.getLong(1);
        }
        this.select =
                prepare("select i.sequence, i.at, i.body" + WHICH + " order by i.sequence", partition, since, upTo);
        select.setFetchSize(PIECE);
        this.rows = select.executeQuery();
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** Each of them as something else, while they are asked for. */
    public <T> Iterator<T> each(Function<HeardAlert, T> form) {
        return new Iterator<>() {
            private @Nullable HeardAlert next = read();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                HeardAlert present = next;
                if (present == null) {
                    throw new NoSuchElementException();
                }
                next = read();
                return form.apply(present);
            }
        };
    }

    @Override
    public void close() throws SQLException {
        try {
            rows.close();
            select.close();
            connection.rollback();
            connection.setAutoCommit(true);
        } finally {
            connection.close();
        }
    }

    private @Nullable HeardAlert read() {
        try {
            while (rows.next()) {
                if (JournalJson.read(rows.getString(3), InputBody.class).input()
                        instanceof Input.AlertReceived received) {
                    return new HeardAlert(rows.getLong(1), rows.getTimestamp(2).getTime(), received);
                }
            }
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException("what was heard cannot be loaded now", e);
        }
    }

    private PreparedStatement prepare(String sql, String partition, long since, long upTo) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, partition);
        statement.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(since)));
        statement.setLong(3, upTo);
        return statement;
    }
}
