package dev.tutti.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for several tables, sent in one round trip in the order in which the tables were named. */
final class Script {

    private final Connection connection;
    private final List<Rows> tables = new ArrayList<>();

    Script(Connection connection) {
        this.connection = connection;
    }

    /** The columns' names have a comma between. */
    Rows insert(String table, String columns) {
        return insert(table, columns, "");
    }

    Rows insert(String table, String columns, String rest) {
        Rows rows = new Rows(table, columns, rest);
        tables.add(rows);
        return rows;
    }

    /** A table without rows costs nothing. */
    void send() throws SQLException {
        List<Rows> filled = tables.stream().filter(rows -> !rows.isEmpty()).toList();
        if (filled.isEmpty()) {
            return;
        }
        // The driver sends what semicolons part one after the other and then waits once for all.
        String sql = filled.stream().map(Rows::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Rows rows : filled) {
                rows.bind(connection, statement, next);
                next += rows.parameters();
            }
            statement.execute();
        }
    }
}
