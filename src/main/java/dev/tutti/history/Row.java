package dev.tutti.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.journal.JournalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The present row of a result, in types of ours. */
final class Row {

    /** Makes something of a row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Also of a {@code uuid}; {@code ""} where there is none. */
    String text(String column) throws SQLException {
        String text = result.getString(column);
        return text == null ? "" : text;
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    Instant time(String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** In RFC 3339; {@code ""} where there is none. */
    String timeOrNone(String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? "" : time.toInstant().toString();
    }

    List<String> texts(String column) throws SQLException {
        return List.of((String[]) result.getArray(column).getArray());
    }

    JsonNode json(String column) throws SQLException {
        return JournalJson.read(result.getString(column), JsonNode.class);
    }
}
