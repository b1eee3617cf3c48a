package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.OpenElsewhere;
import dev.tutti.decision.Tallies;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.TallyDeclaration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The durable order of every partition. What {@link #commit} takes is there as a whole or not at all; it may be tried again
 * under the same id until the database has said which.
 */
public final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final int SECONDS_PER_STATEMENT = 30;
    /** How many stored alerts a new tally begins with, so that a start stays short. */
    private static final int MOST_MADE_UP = 200_000;

    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private final DataSource dataSource;

    public Journal(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Appends these conclusions in one transaction; nothing of what they order is begun with it. */
    public CommitResult commit(
            UUID batchId,
            String partition,
            List<Conclusion> conclusions,
            Collection<String> redelivered,
            BudgetMarks marks) {
        return commit(new Commitment(batchId, partition, conclusions, redelivered, List.of(), false), marks);
    }

    /**
     * Appends this in one transaction.
     *
     * @param marks which debits the partition knew when it concluded this; it learns of those that are committed
     */
    public CommitResult commit(Commitment commitment, BudgetMarks marks) {
        UUID batchId = commitment.batchId();
        String partition = commitment.partition();
        List<Conclusion> conclusions = commitment.conclusions();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BudgetRows budgets = new BudgetRows(connection, conclusions, marks);
                PartitionEnd end = new PartitionEnd(connection, commitment);
                if (!end.move(conclusions)) {
                    boolean done = end.isOfThisBatch();
                    if (done) {
                        budgets.recall();
                    }
                    connection.rollback();
                    if (!done) {
                        return CommitResult.FENCED;
                    }
                    budgets.mark();
                    return CommitResult.COMMITTED;
                }
                if (!budgets.claim()) {
                    connection.rollback();
                    return CommitResult.STALE;
                }
                new Writer(connection, commitment).write();
                budgets.write();
                HeardRows heard = new HeardRows(connection, conclusions);
                heard.write();
                countDeliveries(connection, commitment.redelivered());
                if (commitment.careful()) {
                    Precautions.forget(connection, partition);
                }
                if (!heard.stillOpen()) {
                    connection.rollback();
                    return CommitResult.STALE;
                }
                connection.commit();
                budgets.mark();
                return CommitResult.COMMITTED;
            } catch (SQLException | RuntimeException | Error e) {
                // Also when it was not the database that failed: a pool commits what is open on a connection given
                // back.
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            if (isThereAlready(e)) {
                return CommitResult.STALE;
            }
            if (!mayPass(e)) {
                throw new IllegalStateException("the journal refuses what was concluded", e);
            }
            LOG.warnf("batch %s could not be committed and will be tried again: %s", batchId, e.getMessage());
            return CommitResult.UNAVAILABLE;
        }
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS_PER_STATEMENT);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * What was decided before on these reports.
     *
     * @param alertIds the ids that the reports have as alerts
     */
    public Known known(Collection<AlertReport> reports, Collection<String> alertIds) throws SQLException {
        if (reports.isEmpty()) {
            return new Known(List.of(), List.of(), Map.of());
        }
        try (Connection connection = dataSource.getConnection()) {
            return new KnownReader(connection).read(reports, alertIds);
        }
    }

    /**
     * What other partitions have committed and this one has not heard.
     *
     * @param since debits before this time do not matter
     * @param wanted samenesses of actions that this partition would open
     * @param known open actions of others that it has heard of
     */
    public Input.HeardElsewhere news(
            String partition, BudgetMarks marks, long since, Collection<String> wanted, Collection<OpenElsewhere> known)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new NewsReader(connection, partition).read(marks, since, wanted, known);
        }
    }

    /** How the partition stood after its last commit. */
    public StoredState load(String partition) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            try {
                return new Reader(connection, partition).load();
            } finally {
                connection.setReadOnly(false);
            }
        }
    }

    /** Puts back into the tallies what was committed of them, or for those that are fresh what they would have counted. */
    public void load(String partition, Tallies tallies, long at) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false); // else the driver fetches all rows at once
            try {
                TallyReader reader = new TallyReader(connection, partition);
                tallies.resume(reader.starts());
                reader.buckets(at, tallies::restore);
                for (TallyDeclaration fresh : tallies.fresh()) {
                    int made = reader.alerts(fresh, at, MOST_MADE_UP, alert -> tallies.makeUp(fresh, alert));
                    LOG.infof("tally %s is new here and begins with %d stored alerts", fresh.name(), made);
                    if (made == MOST_MADE_UP) {
                        LOG.warnf(
                                "tally %s leaves out alerts before the last %d, so it counts fewer than there were for %s",
                                fresh.name(), MOST_MADE_UP, fresh.window());
                    }
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** The alerts from this time on, up to and with this place; to be closed. */
    public HeardAlerts heard(String partition, long since, long upTo) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new HeardAlerts(connection, partition, since, upTo);
        } catch (SQLException | RuntimeException e) {
            try (Connection failed = connection) {
                failed.setAutoCommit(true);
            }
            throw e;
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

    private static void countDeliveries(Connection connection, Collection<String> alertIds) throws SQLException {
        try (Batch batch = new Batch(connection, "update alert set deliveries = deliveries + 1 where id = ?")) {
            for (String alertId : alertIds.stream().sorted().toList()) {
                batch.uuid(alertId).row();
            }
            batch.send();
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Another partition was first to open the same action, or to decide on the same report. */
    private static boolean isThereAlready(SQLException e) {
        for (SQLException at = e; at != null; at = at.getNextException()) {
            if (at instanceof PSQLException refused
                    && PSQLState.UNIQUE_VIOLATION.getState().equals(refused.getSQLState())
                    && refused.getServerErrorMessage() != null) {
                String table = String.valueOf(refused.getServerErrorMessage().getTable());
                String constraint =
                        String.valueOf(refused.getServerErrorMessage().getConstraint());
                return constraint.equals("action_once") || table.equals("alert");
            }
        }
        return false;
    }

    /** A connection that broke, a lack of resources, an operator, a deadlock: SQL classes 08, 40, 53, 57, 58 and 55P03. */
    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() != 5 || PASSING.contains(state.substring(0, 2)) || state.equals("55P03");
    }
}
