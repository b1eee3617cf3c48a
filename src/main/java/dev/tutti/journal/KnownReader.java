package dev.tutti.journal;

import dev.tutti.fact.AlertReport;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Looks reports up; at most one row comes back for each of them, however often their ids were used. */
final class KnownReader {

    private static final int SECONDS = 30;

    private final Connection connection;

    KnownReader(Connection connection) {
        this.connection = connection;
    }

    Known read(Collection<AlertReport> reports, Collection<String> alertIds) throws SQLException {
        return new Known(repeats(alertIds), taken(reports));
    }

    private List<Known.Repeat> repeats(Collection<String> alertIds) throws SQLException {
        List<Known.Repeat> repeats = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select a.id, d.headline, a.conflict from alert a"
                + " join decision d on d.alert_id = a.id where a.id = any(?)")) {
            select.setQueryTimeout(SECONDS);
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", alertIds.stream().map(UUID::fromString).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    repeats.add(new Known.Repeat(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return repeats;
    }

    private List<Known.SourceId> taken(Collection<AlertReport> reports) throws SQLException {
        List<Known.SourceId> taken = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select tenant, source, source_id from unnest(?::text[], ?::text[], ?::text[])"
                        + " as asked (tenant, source, source_id) where exists (select from alert a"
                        + " where a.tenant = asked.tenant and a.source = asked.source and a.source_id = asked.source_id)")) {
            select.setQueryTimeout(SECONDS);
            select.setArray(1, texts(reports.stream().map(AlertReport::tenant).toArray()));
            select.setArray(2, texts(reports.stream().map(AlertReport::source).toArray()));
            select.setArray(3, texts(reports.stream().map(AlertReport::sourceId).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Known.SourceId(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return taken;
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }
}
