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
import java.util.stream.Stream;

/** Looks reports up; at most one row comes back for each of them, however often their ids were used. */
final class KnownReader {

    private static final int SECONDS = 30;

    /**
     * The repeats first, then the source ids that are taken, in one round trip since every batch asks. The limits keep the
     * planner to one look into an index for each report; a join it may do by reading all that is stored.
     */
    private static final String KNOWN = """
            select known.id, known.headline, known.conflict, null, null, null
              from unnest(?) as asked (id)
              cross join lateral (select a.id, d.headline, a.conflict
                                    from alert a join decision d on d.alert_id = a.id
                                   where a.id = asked.id limit 1) known
            union all
            select null, null, null, asked.tenant, asked.source, asked.source_id
              from unnest(?::text[], ?::text[], ?::text[]) as asked (tenant, source, source_id)
              cross join lateral (select from alert a
                                   where a.tenant = asked.tenant and a.source = asked.source
                                     and a.source_id = asked.source_id limit 1) taken
            """;

    private final Connection connection;

    KnownReader(Connection connection) {
        this.connection = connection;
    }

    Known read(Collection<AlertReport> reports, Collection<String> alertIds) throws SQLException {
        List<Known.Repeat> repeats = new ArrayList<>();
        List<Known.SourceId> taken = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setQueryTimeout(SECONDS);
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", alertIds.stream().map(UUID::fromString).toArray()));
            select.setArray(2, texts(reports.stream().map(AlertReport::tenant)));
            select.setArray(3, texts(reports.stream().map(AlertReport::source)));
            select.setArray(4, texts(reports.stream().map(AlertReport::sourceId)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String repeated = rows.getString(1);
                    if (repeated != null) {
                        repeats.add(new Known.Repeat(repeated, rows.getString(2), rows.getBoolean(3)));
                    } else {
                        taken.add(new Known.SourceId(rows.getString(4), rows.getString(5), rows.getString(6)));
                    }
                }
            }
        }
        return new Known(repeats, taken);
    }

    private Array texts(Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
