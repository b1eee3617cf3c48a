package dev.tutti.journal;

import dev.tutti.decision.TallyBucket;
import dev.tutti.decision.TallyStart;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Loads what a partition had counted at its last commit, or what it would have counted by a declaration that is new. */
final class TallyReader {

    private static final int FETCH = 5_000;

    private final Connection connection;
    private final String partition;

    TallyReader(Connection connection, String partition) {
        this.connection = connection;
        this.partition = partition;
    }

    List<TallyStart> starts() throws SQLException {
        List<TallyStart> starts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select name, declaration, begun_sequence from tally where partition = ? order by name")) {
            select.setString(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    starts.add(new TallyStart(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return starts;
    }

    void buckets(long at, Consumer<TallyBucket> reader) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select b.tally, b.begun_sequence, b.key, b.starts_at,"
                        + " b.expires_at, b.count, b.distinct_values, b.more from tally_bucket b join tally t"
                        + " on t.partition = b.partition and t.name = b.tally and t.begun_sequence = b.begun_sequence"
                        + " where b.partition = ? and b.expires_at > ?")) {
            select.setString(1, partition);
            select.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(at)));
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.accept(new TallyBucket(
                            rows.getString(1),
                            rows.getLong(2),
                            List.of((String[]) rows.getArray(3).getArray()),
                            rows.getTimestamp(4).getTime(),
                            rows.getTimestamp(5).getTime(),
                            rows.getInt(6),
                            List.of((Long[]) rows.getArray(7).getArray()),
                            rows.getBoolean(8)));
                }
            }
        }
    }

    /**
     * The alerts that this declaration may count, oldest first, with the components that it looks at. Those that were set
     * aside are not among them, nor what only changes an alert, nor what was over when it was heard of.
     */
    int alerts(TallyDeclaration tally, long at, int most, Consumer<Alert> reader) throws SQLException {
        String columns = Arrays.stream(AlertComponent.values())
                .map(component -> looksAt(tally, component) ? column(component) : "''")
                .collect(Collectors.joining(", "));
        String sql =
                "select * from (select a.sequence, a.kind, a.severity, a.techniques, a.received_at, a.effective_at, "
                        + columns + " from alert a where a.partition = ? and a.received_at > ? and a.received_at <= ?"
                        + " and a.updates is null and a.status = 'OPEN'"
                        + (tally.counts().kind().isPresent() ? " and a.kind = ?" : "")
                        + " and not exists (select from decision d where d.partition = a.partition and d.sequence = a.sequence"
                        + " and d.headline = 'SET_ASIDE') order by a.received_at desc, a.sequence desc limit ?) newest order by sequence";
        int count = 0;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int column = 0;
            select.setString(++column, partition);
            // An alert may count for a moment after its arrival.
            long since = at - tally.window().toMillis() - AlertReport.EARLY_MILLIS;
            select.setTimestamp(++column, Timestamp.from(Instant.ofEpochMilli(since)));
            select.setTimestamp(++column, Timestamp.from(Instant.ofEpochMilli(at)));
            if (tally.counts().kind().isPresent()) {
                select.setString(++column, tally.counts().kind().get().name());
            }
            select.setInt(++column, most);
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.accept(alert(rows));
                    count++;
                }
            }
        }
        return count;
    }

    private static Alert alert(ResultSet rows) throws SQLException {
        long receivedAt = rows.getTimestamp(5).getTime();
        return new Alert(
                "",
                rows.getString(7),
                rows.getString(8),
                "",
                rows.getString(14),
                "",
                "",
                rows.getString(9),
                "",
                Kind.valueOf(rows.getString(2)),
                Severity.valueOf(rows.getString(3)),
                -1,
                -1,
                List.of(),
                List.of((String[]) rows.getArray(4).getArray()),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                rows.getString(13),
                receivedAt,
                receivedAt,
                rows.getTimestamp(6).getTime(),
                false);
    }

    private static boolean looksAt(TallyDeclaration tally, AlertComponent component) {
        return switch (component) {
            case TENANT, SOURCE, RULE, FINGERPRINT -> true;
            case SOURCE_IP, TARGET_IP, HOST, USER ->
                tally.parts().contains(component)
                        || tally.distinct().map(component::equals).orElse(false);
        };
    }

    /** The same choice as in {@link AlertReport#arrive}. */
    private static String column(AlertComponent component) {
        return switch (component) {
            case TENANT -> "a.tenant";
            case SOURCE -> "a.source";
            case RULE -> "a.rule";
            case SOURCE_IP -> observable("o.type = 'IP' and o.role = 'SOURCE'");
            case TARGET_IP -> observable("o.type = 'IP' and o.role = 'TARGET'");
            case HOST -> observable("o.type = 'HOST'");
            case USER -> observable("o.type = 'USER'");
            case FINGERPRINT -> "a.fingerprint";
        };
    }

    private static String observable(String condition) {
        return "coalesce((select o.value from alert_observable o where o.alert_id = a.id and " + condition
                + " order by (o.role = 'TARGET') desc, o.ordinal limit 1), '')";
    }
}
