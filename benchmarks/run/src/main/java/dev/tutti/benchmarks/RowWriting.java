package dev.tutti.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The ways of writing rows that are compared; the caller commits. */
enum RowWriting {
    /** Batches, which the driver turns into inserts of many rows. */
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

    /** What the journal does: an array a column, one statement a table, all tables in one round trip. */
    ARRAYS {
        @Override
        void write(Connection connection, Sample sample) throws SQLException {
            StringBuilder sql = new StringBuilder();
            List<Object[]> arrays = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (Map.Entry<String, List<String>> table : Sample.TABLES.entrySet()) {
                List<String> columns = table.getValue();
                List<String> values = new ArrayList<>();
                List<String> parameters = new ArrayList<>();
                List<String> names = new ArrayList<>();
                List<Object[]> rows = sample.of(table.getKey());
                for (int i = 0; i < columns.size(); i++) {
                    int column = i;
                    Object first = rows.get(0)[column];
                    names.add("c" + column);
                    values.add(form(columns.get(column), first).formatted("r.c" + column));
                    parameters.add("?::" + type(first) + "[]");
                    types.add(type(first));
                    arrays.add(rows.stream().map(row -> element(row[column])).toArray());
                }
                sql.append("insert into %s (%s) select %s from unnest(%s) as r (%s);"
                        .formatted(
                                table.getKey(),
                                String.join(", ", columns),
                                String.join(", ", values),
                                String.join(", ", parameters),
                                String.join(", ", names)));
            }
            sql.setLength(sql.length() - 1);
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < arrays.size(); i++) {
                    statement.setArray(i + 1, connection.createArrayOf(types.get(i), arrays.get(i)));
                }
                statement.execute();
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

    private static String type(Object value) {
        if (value instanceof UUID) {
            return "uuid";
        } else if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Number || value instanceof Timestamp ? "int8" : "text";
    }

    private static String form(String column, Object value) {
        if (value instanceof Timestamp) {
            return "timestamptz 'epoch' + %s * interval '1 microsecond'";
        } else if (value instanceof String[]) {
            return "%s::text[]";
        }
        return JSON.contains(column) ? "%s::jsonb" : "%s";
    }

    private static Object element(Object value) {
        if (value instanceof Timestamp time) {
            return time.getTime() * 1_000;
        } else if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String[] texts ? "{" + String.join(",", texts) + "}" : value;
    }

    private static String escaped(Object value) {
        String text = value instanceof String[] texts ? "{" + String.join(",", texts) + "}" : String.valueOf(value);
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
