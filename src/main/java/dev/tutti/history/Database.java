package dev.tutti.history;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Where history is read from: in snapshots, and no query longer than it may take. */
@Singleton
final class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(10);
    private static final String CANCELLED = "57014";

    /** Classes of errors that are not our own mistakes: no connection, no resources, shut down. */
    private static final List<String> UNAVAILABLE = List.of("08", "53", "57");

    /** Asks several things of one snapshot. */
    interface Question<T> {
        T ask(Snapshot snapshot) throws SQLException;
    }

    private final DataSource dataSource;
    private final Duration longestQuery;

    @Inject
    Database(DataSource dataSource) {
        this(dataSource, LONGEST_QUERY);
    }

    Database(DataSource dataSource, Duration longestQuery) {
        this.dataSource = dataSource;
        this.longestQuery = longestQuery;
    }

    /** Answers, or throws a problem with status 503 when the database took too long or is not there. */
    <T> T read(Question<T> question) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                begin(connection);
                return question.ask(new Snapshot(connection));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    private void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
        try (PreparedStatement bound = connection.prepareStatement("select set_config('statement_timeout', ?, true)")) {
            bound.setString(1, longestQuery.toMillis() + "ms");
            bound.execute();
        }
    }

    private HttpProblem refusal(SQLException e) {
        String state = e.getSQLState();
        if (CANCELLED.equals(state)) {
            return Problem.of(ErrorCode.BUSY, "Finding this takes longer than " + longestQuery.toSeconds() + " s")
                    .withHint("Ask for a shorter time with from and to, or for fewer items with limit")
                    .withHeader("Retry-After", "10")
                    .exception();
        }
        if (state != null && UNAVAILABLE.stream().noneMatch(state::startsWith)) {
            throw new IllegalStateException("the history cannot be read as it should", e);
        }
        LOG.warnf("the history could not be read: %s", e.getMessage());
        return Problem.of(ErrorCode.BUSY, "The database does not answer")
                .withHint("Ask again later")
                .withHeader("Retry-After", "5")
                .exception();
    }
}
