package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import dev.tutti.fact.AlertReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The durable order of every partition. What {@link #commit} takes is there as a whole or not at all; it may be tried again
 * under the same id until the database has said which.
 */
public final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final int SECONDS_PER_STATEMENT = 30;

    private final DataSource dataSource;

    public Journal(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Appends these conclusions in one transaction.
     *
     * @param batchId the same for every try of the same batch
     * @param redelivered ids of alerts that came again, to be counted
     */
    public CommitResult commit(
            UUID batchId, String partition, List<Conclusion> conclusions, Collection<String> redelivered) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (committed(connection, batchId)) {
                    connection.rollback();
                    return CommitResult.COMMITTED;
                }
                if (!conclusions.isEmpty() && !advance(connection, partition, conclusions)) {
                    connection.rollback();
                    return CommitResult.FENCED;
                }
                stamp(connection, batchId, partition, conclusions);
                new Writer(connection, conclusions).write();
                countDeliveries(connection, redelivered);
                connection.commit();
                return CommitResult.COMMITTED;
            } catch (SQLException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            if (isBrokenPromise(e)) {
                throw new IllegalStateException("the journal refuses what was concluded", e);
            }
            LOG.warnf("batch %s could not be committed and will be tried again: %s", batchId, e.getMessage());
            return CommitResult.UNAVAILABLE;
        }
    }

    /** What was decided before on reports with these source ids. */
    public List<Known> known(Collection<AlertReport> reports) throws SQLException {
        String[] tenants = reports.stream().map(AlertReport::tenant).toArray(String[]::new);
        String[] sources = reports.stream().map(AlertReport::source).toArray(String[]::new);
        String[] ids = reports.stream().map(AlertReport::sourceId).toArray(String[]::new);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select a.id, a.source, a.source_id, a.digest, d.headline from alert a"
                                + " join decision d on d.alert_id = a.id"
                                + " where (a.tenant, a.source, a.source_id) in"
                                + " (select * from unnest(?::text[], ?::text[], ?::text[])) limit 10000")) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setArray(1, connection.createArrayOf("text", tenants));
            select.setArray(2, connection.createArrayOf("text", sources));
            select.setArray(3, connection.createArrayOf("text", ids));
            List<Known> known = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(new Known(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5)));
                }
            }
            return known;
        }
    }

    /** How the partition stood after its last commit; events are loaded from this long before it on. */
    public StoredState load(String partition, long eventMillis) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            try {
                return new Reader(connection, partition).load(eventMillis);
            } finally {
                connection.setReadOnly(false);
            }
        }
    }

    /** Keeps which policies a version consisted of, once. */
    public void noteRuleSet(String version, Object policies) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Batch batch = new Batch(
                        connection,
                        "insert into rule_set (version, policies) values (?, ?::jsonb) on conflict do nothing")) {
            batch.text(version).json(policies).row();
            batch.send();
        }
    }

    private static boolean committed(Connection connection, UUID batchId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from journal_batch where id = ?")) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setObject(1, batchId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Moves the partition's end on; false when it is not where this batch begins. The row's lock orders the writers. */
    private static boolean advance(Connection connection, String partition, List<Conclusion> conclusions)
            throws SQLException {
        Conclusion first = conclusions.get(0);
        Conclusion last = conclusions.get(conclusions.size() - 1);
        String sql = first.sequence() == 1
                ? "insert into partition (last_sequence, last_at, name) values (?, ?, ?) on conflict do nothing"
                : "update partition set last_sequence = ?, last_at = ? where name = ? and last_sequence = ?";
        try (PreparedStatement move = connection.prepareStatement(sql)) {
            move.setQueryTimeout(SECONDS_PER_STATEMENT);
            move.setLong(1, last.sequence());
            move.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(last.at())));
            move.setString(3, partition);
            if (first.sequence() != 1) {
                move.setLong(4, first.sequence() - 1);
            }
            return move.executeUpdate() == 1;
        }
    }

    private static void stamp(Connection connection, UUID batchId, String partition, List<Conclusion> conclusions)
            throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into journal_batch (id, partition, first_sequence, last_sequence) values (?, ?, ?, ?)")) {
            batch.uuid(batchId.toString()).text(partition);
            batch.number(conclusions.isEmpty() ? 0 : conclusions.get(0).sequence());
            batch.number(
                    conclusions.isEmpty()
                            ? 0
                            : conclusions.get(conclusions.size() - 1).sequence());
            batch.row();
            batch.send();
        }
    }

    private static void countDeliveries(Connection connection, Collection<String> alertIds) throws SQLException {
        try (Batch batch = new Batch(connection, "update alert set deliveries = deliveries + 1 where id = ?")) {
            for (String alertId : alertIds.stream().sorted().toList()) {
                batch.uuid(alertId).row();
            }
            batch.send();
        }
    }

    private static void rollback(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Data that does not fit, or a key that stands already (SQL classes 22 and 23): trying again gives the same. */
    private static boolean isBrokenPromise(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }
}
