package dev.tutti.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The ways of writing rows that are compared; the caller commits. */
enum RowWriting {
    /** What the journal does: batches, which the driver turns into inserts of many rows. */
    INSERT {
        @Override
        void write(Connection connection, Sample sample) throws SQLException {
            for (Map.Entry<String, List<String>> table : Sample.TABLES.entrySet()) {
                String parameters = table.getValue().stream()
                        .map(column -> JSON.contains(column) ? "?::jsonb" : "?")
                        .collect(Collectors.joining(", "));
                String sql = "insert into " + table.getKey() + " (" + String.join(", ", table.getValue()) + ") values ("
                        + parameters + ")";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (Object[] row : sample.of(table.getKey())) {
                        for (int i = 0; i < row.length; i++) {
                            statement.setObject(
                                    i + 1,
                                    row[i] instanceof String[] texts
                                            ? connection.createArrayOf("text", texts)
                                            : row[i]);
                        }
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }
        }
    },

    /** {@code COPY ... FROM STDIN} in its text form. */
    COPY {
        @Override
        void write(Connection connection, Sample sample) throws SQLException, IOException {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (Map.Entry<String, List<String>> table : Sample.TABLES.entrySet()) {
                StringBuilder text = new StringBuilder();
                for (Object[] row : sample.of(table.getKey())) {
                    for (int i = 0; i < row.length; i++) {
                        text.append(i == 0 ? "" : "\t").append(escaped(row[i]));
                    }
                    text.append('\n');
                }
                String sql = "copy " + table.getKey() + " (" + String.join(", ", table.getValue()) + ") from stdin";
                copy.copyIn(sql, new StringReader(text.toString()));
            }
        }
    };

    private static final Set<String> JSON = Set.of("body", "items");

    abstract void write(Connection connection, Sample sample) throws SQLException, IOException;

    private static String escaped(Object value) {
        String text = value instanceof String[] texts ? "{" + String.join(",", texts) + "}" : String.valueOf(value);
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
