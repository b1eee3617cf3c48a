package dev.tutti.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Shows that the bare program writes the same rows: how many for 100 alerts, and how long they are on the average. */
final class RowCheck {

    private static final List<String> TABLES = List.of(
            "journal_input",
            "alert",
            "alert_raw",
            "alert_observable",
            "decision",
            "firing",
            "action",
            "action_version",
            "action_cause",
            "action_transition",
            "attempt");

    private RowCheck() {}

    static void print(Database database) throws SQLException {
        System.out.println(
                "\nrows per 100 alerts and their bytes, bare and Tutti (whose outcomes and attempts come later)");
        try (Connection connection = database.connect("public");
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                System.out.printf("  %-20s", table);
                for (String schema : List.of("bare", "tutti")) {
                    try (ResultSet row = statement.executeQuery(
                            "select 100.0 * count(*) / (select nullif(count(*), 0) from " + schema
                                    + ".alert), coalesce(avg(pg_column_size(t)), 0) from (select * from " + schema + "."
                                    + table
                                    + " limit 2000000) t")) {
                        row.next();
                        System.out.printf("  %7.1f x %5.0f", row.getDouble(1), row.getDouble(2));
                    }
                }
                System.out.println();
            }
        }
    }
}
