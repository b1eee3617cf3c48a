package dev.tutti.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database as it was at one moment; nothing can be written through it. */
final class Snapshot {

    private final Connection connection;

    Snapshot(Connection connection) {
        this.connection = connection;
    }

    <T> List<T> list(Select select, Row.Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                list.add(reader.read(row));
            }
            return list;
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(Select select, Row.Reader<T> reader) throws SQLException {
        return list(select, reader).stream().findFirst();
    }

    /** The rows by their column {@code action_id}. */
    <T> Map<String, List<T>> byAction(Select select, Row.Reader<T> reader) throws SQLException {
        Map<String, List<T>> byAction = new LinkedHashMap<>();
        list(
                select,
                row -> byAction.computeIfAbsent(row.text("action_id"), id -> new ArrayList<>())
                        .add(reader.read(row)));
        return byAction;
    }
}
