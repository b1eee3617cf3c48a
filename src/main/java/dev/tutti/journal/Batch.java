package dev.tutti.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows for one statement, sent together; without rows nothing is asked of the database. */
final class Batch implements AutoCloseable {

    /** Stands where U+0000 was. */
    static final char UNSTORABLE = '\uFFFD';

    private final Connection connection;
    private final String sql;
    private @Nullable PreparedStatement prepared;
    private int column;
    private int rows;

    Batch(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    Batch text(String value) throws SQLException {
        statement().setString(++column, storable(value));
        return this;
    }

    Batch uuid(@Nullable String value) throws SQLException {
        statement().setObject(++column, value == null ? null : UUID.fromString(value));
        return this;
    }

    Batch number(long value) throws SQLException {
        statement().setLong(++column, value);
        return this;
    }

    Batch flag(boolean value) throws SQLException {
        statement().setBoolean(++column, value);
        return this;
    }

    /** Milliseconds since the epoch; {@link Long#MAX_VALUE} is kept as null, for never. */
    Batch time(long millis) throws SQLException {
        statement()
                .setTimestamp(++column, millis == Long.MAX_VALUE ? null : Timestamp.from(Instant.ofEpochMilli(millis)));
        return this;
    }

    Batch time(Instant instant) throws SQLException {
        statement().setTimestamp(++column, Timestamp.from(instant));
        return this;
    }

    /** Written as JSON. */
    Batch json(Object value) throws SQLException {
        return written(jsonText(value));
    }

    /** What {@link #jsonText} gave. */
    Batch written(String json) throws SQLException {
        statement().setString(++column, json);
        return this;
    }

    /** PostgreSQL cannot store U+0000 in a text; it stays visible in the raw payload as an escape. */
    static String storable(String value) {
        return value.replace('\u0000', UNSTORABLE);
    }

    /** An escaped U+0000 is one that jsonb refuses. */
    static String jsonText(Object value) {
        return JournalJson.write(value).replace("\\u0000", "\\ufffd");
    }

    void row() throws SQLException {
        statement().addBatch();
        column = 0;
        rows++;
    }

    void send() throws SQLException {
        if (rows > 0) {
            statement().executeBatch();
        }
    }

    private PreparedStatement statement() throws SQLException {
        if (prepared == null) {
            prepared = connection.prepareStatement(sql);
        }
        return prepared;
    }

    @Override
    public void close() throws SQLException {
        if (prepared != null) {
            prepared.close();
        }
    }
}
