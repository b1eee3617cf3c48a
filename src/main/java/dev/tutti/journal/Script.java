package dev.tutti.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for several tables and other statements, sent in one round trip in the order in which they were named. */
final class Script {

    /** A statement with its parameters. */
    sealed interface Part permits Rows, Single {

        /** Whether it has nothing to do, and is left out. */
        boolean isEmpty();

        String sql();

        int parameters();

        /** Sets the parameters from this place on. */
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    private record Single(String sql, List<Object> values) implements Part {

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public int parameters() {
            return values.size();
        }

        @Override
        public void bind(PreparedStatement statement, int first) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(first + i, values.get(i));
            }
        }
    }

    private final Connection connection;
    private final List<Part> parts = new ArrayList<>();

    Script(Connection connection) {
        this.connection = connection;
    }

    Rows insert(Table table) {
        Rows rows = new Rows(table);
        parts.add(rows);
        return rows;
    }

    /** A statement that is none of rows; its values are of types that the driver knows. */
    void run(String sql, Object... values) {
        parts.add(new Single(sql, List.of(values)));
    }

    /** A table without rows costs nothing. */
    void send() throws SQLException {
        List<Part> filled = parts.stream().filter(part -> !part.isEmpty()).toList();
        if (filled.isEmpty()) {
            return;
        }
        // The driver sends what semicolons part one after the other and then waits once for all.
        String sql = filled.stream().map(Part::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Part part : filled) {
                part.bind(statement, next);
                next += part.parameters();
            }
            statement.execute();
        }
    }
}
