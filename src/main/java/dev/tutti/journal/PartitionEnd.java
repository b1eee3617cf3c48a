package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The row that says where the journal of a partition ends, and with which batch. Each commit moves it on from where the batch
 * begins; its lock orders the writers, and a try whose answer was lost is known by it.
 */
final class PartitionEnd {

    private static final int SECONDS = 30;

    private static final String BEGIN = "insert into partition (last_sequence, last_at, last_batch, name)"
            + " values (?, ?, ?, ?) on conflict do nothing";

    private static final String MOVE = "update partition set last_sequence = ?, last_at = ?, last_batch = ?"
            + " where name = ? and last_sequence = ?";

    /** A batch without conclusions moves nothing, but its try must be known, too. */
    private static final String MARK =
            "update partition set last_batch = ? where name = ? and last_batch is distinct from ?";

    private final Connection connection;
    private final UUID batchId;
    private final String partition;

    PartitionEnd(Connection connection, Commitment commitment) {
        this.connection = connection;
        this.batchId = commitment.batchId();
        this.partition = commitment.partition();
    }

    /** Moves it to the end of these conclusions; false when it is not where they begin. */
    boolean move(List<Conclusion> conclusions) throws SQLException {
        if (conclusions.isEmpty()) {
            return mark();
        }
        Conclusion first = conclusions.get(0);
        Conclusion last = conclusions.get(conclusions.size() - 1);
        boolean begins = first.sequence() == 1;
        try (PreparedStatement move = prepare(begins ? BEGIN : MOVE)) {
            move.setLong(1, last.sequence());
            move.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(last.at())));
            move.setObject(3, batchId);
            move.setString(4, partition);
            if (!begins) {
                move.setLong(5, first.sequence() - 1);
            }
            return move.executeUpdate() == 1;
        }
    }

    /** Whether it stands where it does by an earlier try of this batch. */
    boolean isOfThisBatch() throws SQLException {
        try (PreparedStatement select = prepare("select last_batch = ? from partition where name = ?")) {
            select.setObject(1, batchId);
            select.setString(2, partition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean mark() throws SQLException {
        try (PreparedStatement mark = prepare(MARK)) {
            mark.setObject(1, batchId);
            mark.setString(2, partition);
            mark.setObject(3, batchId);
            return mark.executeUpdate() == 1;
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }
}
