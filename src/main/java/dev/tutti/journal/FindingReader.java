package dev.tutti.journal;

import dev.tutti.decision.FindingRecord;
import dev.tutti.fact.Finding;
import dev.tutti.fact.FindingKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the findings of a partition that are open, and those that a person closed last, which do not open again. */
final class FindingReader {

    /** More than this many pairs of policies never pulled apart. */
    private static final int MOST_CLOSED = 1_000;

    private static final String COLUMNS = "select id, kind, subject, owner, text, policies, versions, opened_sequence,"
            + " opened_at, coalesce(closed_sequence, 0), closed_at, closed_by, closed_reason from finding";

    private final Connection connection;
    private final String partition;

    FindingReader(Connection connection, String partition) {
        this.connection = connection;
        this.partition = partition;
    }

    List<FindingRecord> read() throws SQLException {
        List<FindingRecord> found = new ArrayList<>();
        try (PreparedStatement open = connection.prepareStatement(
                        COLUMNS + " where partition = ? and closed_sequence is null order by position");
                PreparedStatement closed = connection.prepareStatement(COLUMNS
                        + " where partition = ? and closed_by <> '' order by position desc limit " + MOST_CLOSED)) {
            open.setString(1, partition);
            closed.setString(1, partition);
            for (PreparedStatement select : List.of(open, closed)) {
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(record(rows));
                    }
                }
            }
        }
        return found;
    }

    private static FindingRecord record(ResultSet row) throws SQLException {
        Finding finding = new Finding(
                FindingKind.valueOf(row.getString(2)), row.getString(3), row.getString(4), row.getString(5));
        return new FindingRecord(
                row.getString(1),
                finding,
                texts(row.getArray(6)),
                texts(row.getArray(7)),
                row.getLong(8),
                row.getTimestamp(9).getTime(),
                row.getLong(10),
                time(row.getTimestamp(11)),
                row.getString(12),
                row.getString(13));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static long time(@Nullable Timestamp time) {
        return time == null ? 0 : time.getTime();
    }
}
