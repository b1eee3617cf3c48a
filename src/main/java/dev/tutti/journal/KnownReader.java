package dev.tutti.journal;

import dev.tutti.decision.AlertSoFar;
import dev.tutti.decision.SourceId;
import dev.tutti.fact.AlertReport;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Looks reports up; at most one row comes back for each of them, however often their ids were used. */
final class KnownReader {

    private static final int SECONDS = 30;

    /**
     * The repeats first, then the source ids that are taken, in one round trip since every batch asks. The limits keep the
     * planner to one look into an index for each report; a join it may do by reading all that is stored.
     */
    private static final String KNOWN = """
            select known.id, known.headline, known.conflict, known.updates, known.stale, null, null, null
              from unnest(?) as asked (id)
              cross join lateral (select a.id, d.headline, a.conflict, a.updates, a.stale
                                    from alert a join decision d on d.alert_id = a.id
                                   where a.id = asked.id limit 1) known
            union all
            select null, null, null, null, null, asked.tenant, asked.source, asked.source_id
              from unnest(?::text[], ?::text[], ?::text[]) as asked (tenant, source, source_id)
              cross join lateral (select from alert a
                                   where a.tenant = asked.tenant and a.source = asked.source
                                     and a.source_id = asked.source_id limit 1) taken
            """;

    private final Connection connection;

    KnownReader(Connection connection) {
        this.connection = connection;
    }

    /** What no source revises is asked for by one statement; for the others a second one travels with it. */
    Known read(Collection<AlertReport> reports, Collection<String> alertIds) throws SQLException {
        List<SourceId> ids = reports.stream().map(SourceId::of).toList();
        List<SourceId> revisable = reports.stream()
                .filter(report -> report.details().revisable())
                .map(SourceId::of)
                .distinct()
                .toList();
        String sql = revisable.isEmpty() ? KNOWN : KNOWN + ";\n" + RevisedRows.SELECT;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS);
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", alertIds.stream().map(UUID::fromString).toArray()));
            bind(select, 2, ids);
            if (!revisable.isEmpty()) {
                bind(select, 5, revisable);
            }
            select.execute();
            List<Known.Repeat> repeats = new ArrayList<>();
            List<SourceId> taken = new ArrayList<>();
            try (ResultSet rows = select.getResultSet()) {
                while (rows.next()) {
                    if (rows.getString(1) != null) {
                        repeats.add(repeat(rows));
                    } else {
                        taken.add(new SourceId(rows.getString(6), rows.getString(7), rows.getString(8)));
                    }
                }
            }
            return new Known(repeats, taken, revisable.isEmpty() ? Map.of() : revised(select));
        }
    }

    private static Known.Repeat repeat(ResultSet row) throws SQLException {
        String updates = row.getString(4);
        return new Known.Repeat(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                updates == null ? "" : updates,
                row.getBoolean(5));
    }

    private static Map<SourceId, AlertSoFar> revised(PreparedStatement select) throws SQLException {
        Map<SourceId, AlertSoFar> revised = new HashMap<>();
        select.getMoreResults();
        try (ResultSet rows = select.getResultSet()) {
            while (rows.next()) {
                revised.put(
                        new SourceId(rows.getString(1), rows.getString(2), rows.getString(3)), RevisedRows.read(rows));
            }
        }
        return revised;
    }

    private void bind(PreparedStatement select, int first, List<SourceId> ids) throws SQLException {
        select.setArray(first, texts(ids, SourceId::tenant));
        select.setArray(first + 1, texts(ids, SourceId::source));
        select.setArray(first + 2, texts(ids, SourceId::id));
    }

    private Array texts(List<SourceId> ids, Function<SourceId, String> part) throws SQLException {
        return connection.createArrayOf("text", ids.stream().map(part).toArray());
    }
}
