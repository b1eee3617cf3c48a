package dev.tutti.action;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tutti.decision.Action;
import dev.tutti.decision.Operation;
import dev.tutti.fact.Parameter;
import dev.tutti.journal.JournalJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The orders that are not carried out yet, and what is known of them, as rows. Who claims one has it alone until the lease
 * runs out by the database's clock; whoever has lost it finds that nothing can be changed any more.
 */
final class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int SECONDS_PER_STATEMENT = 10;

    /** One step of the index per addressee, however many orders there are. */
    private static final String WAITING = """
            with recursive waiting (addressee) as (
                (select addressee from outbox order by addressee limit 1)
                union all
                select (select o.addressee from outbox o where o.addressee > w.addressee
                         order by o.addressee limit 1)
                  from waiting w where w.addressee is not null)
            select addressee from waiting where addressee is not null
            """;

    /**
     * Said by a statement whose change others see at once, but which does not wait for the disk: a lease, and the result of a
     * call. Should the database server fail, a lost result is found out as after a call that a process died in. The next
     * commit that does wait, such as an attempt's or an outcome's, makes both durable too, since the log is one.
     */
    private static final String NOT_WAITING_FOR_DISK = "set_config('synchronous_commit', 'off', true)";

    private static final String CLAIM = """
            with ready as (
                select o.action_id, o.operation
                  from unnest(?::text[]) wanted (addressee)
                 cross join lateral (
                        select action_id, operation, ready_at from outbox
                         where addressee = wanted.addressee and ready_at <= clock_timestamp()
                           and (claimed_until is null or claimed_until < clock_timestamp())
                         order by ready_at limit ? for update skip locked) o
                 order by o.ready_at limit ?)
            update outbox o set claimed_until = clock_timestamp() + ? * interval '1 millisecond', claim = ?
              from ready join action a on a.id = ready.action_id
             where o.action_id = ready.action_id and o.operation = ready.operation
            returning o.action_id, o.operation, o.partition, o.attempts, o.claim, a.body,\s""" + NOT_WAITING_FOR_DISK;

    private static final String ATTEMPTS = """
            select number, connector, started_at, result, detail, results from attempt
             where action_id = ? and operation = ? order by number desc limit ?
            """;

    private static final String RENEW = """
            update outbox set claimed_until = clock_timestamp() + ? * interval '1 millisecond'
             where action_id = ? and operation = ? and claim = ? returning\s""" + NOT_WAITING_FOR_DISK;

    private static final String BEGIN = """
            with renewed as (
                update outbox set claimed_until = clock_timestamp() + ? * interval '1 millisecond', attempts = attempts + 1
                 where action_id = ? and operation = ? and claim = ? returning action_id, operation),
            begun as (
                insert into attempt (action_id, operation, number, connector, idempotency_key, started_at)
                select action_id, operation,
                       1 + coalesce((select max(number) from attempt a
                                      where a.action_id = renewed.action_id and a.operation = renewed.operation), 0),
                       ?, ?, ? from renewed
                returning number)
            select number from begun
            """;

    private static final String END = """
            with ended as (
                update attempt set result = ?, detail = ?, results = ?::jsonb, finished_at = ?
                 where action_id = ? and operation = ? and number = ? and result is not distinct from ?
                returning action_id, operation)
            update outbox o set claimed_until = clock_timestamp() + ? * interval '1 millisecond' from ended
             where o.action_id = ended.action_id and o.operation = ended.operation and o.claim = ?
            returning\s""" + NOT_WAITING_FOR_DISK;

    /** An attempt that was written down and not made after all is none, while the claim is held. */
    private static final String TAKE_BACK = """
            with kept as (
                update outbox set claimed_until = clock_timestamp() + ? * interval '1 millisecond', attempts = attempts - 1
                 where action_id = ? and operation = ? and claim = ? returning action_id, operation),
            gone as (
                delete from attempt a using kept
                 where a.action_id = kept.action_id and a.operation = kept.operation and a.number = ?)
            select\s""" + NOT_WAITING_FOR_DISK + " from kept";

    private static final String PUT_BACK = """
            update outbox set claimed_until = null, claim = null, ready_at = clock_timestamp() + ? * interval '1 millisecond'
             where action_id = ? and operation = ? and claim = ? returning\s""" + NOT_WAITING_FOR_DISK;

    private static final String RELEASE = """
            update outbox set claimed_until = null, claim = null
             where action_id = ? and operation = ? and claim = ? returning\s""" + NOT_WAITING_FOR_DISK;

    /** Time goes on with the places of a partition; the limit keeps the planner from reading the journal for a join. */
    private static final String OLDEST = """
            select min(i.at) from (select partition, min(sequence) as sequence from outbox group by partition) o
             cross join lateral (select at from journal_input
                                  where partition = o.partition and sequence = o.sequence limit 1) i
            """;

    private static final TypeReference<List<Parameter>> RESULTS = new TypeReference<>() {};

    private final DataSource database;
    private final Duration lease;

    Outbox(DataSource database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /** The addressees that there are orders for, ready or not. */
    List<String> waiting() throws SQLException {
        return rows(WAITING, waiting -> {}, row -> row.getString(1));
    }

    /** Claims the orders for these addressees that have been ready for the longest time. */
    List<Claim> claim(Collection<String> addressees, int most) throws SQLException {
        return transaction(connection -> {
            List<Claim> claims = new ArrayList<>();
            try (PreparedStatement claim = prepare(connection, CLAIM)) {
                claim.setArray(1, connection.createArrayOf("text", addressees.toArray()));
                claim.setInt(2, most);
                claim.setInt(3, most);
                claim.setLong(4, lease.toMillis());
                claim.setObject(5, UUID.randomUUID());
                try (ResultSet rows = claim.executeQuery()) {
                    while (rows.next()) {
                        read(connection, rows).ifPresent(claims::add);
                    }
                }
            }
            return claims;
        });
    }

    /** Writes down that the tool is about to be called; empty when the claim is lost, and then it must not be called. */
    Optional<Claim> begin(Claim claim, String connector, Instant at) throws SQLException {
        return row(
                BEGIN,
                begin -> {
                    begin.setLong(1, lease.toMillis());
                    set(begin, 2, claim);
                    begin.setString(5, connector);
                    begin.setString(6, claim.action().id());
                    begin.setTimestamp(7, Timestamp.from(at));
                },
                row -> claim.begun(new Attempt(row.getInt(1), connector, at, Attempt.Brought.NOTHING_KNOWN)));
    }

    /**
     * Writes down what became of the last attempt. A claim that was lost meanwhile gives empty, but what the call brought
     * is kept also then, unless somebody found out more.
     */
    Optional<Claim> end(Claim claim, Attempt.Brought brought, Instant at) throws SQLException {
        Attempt last = claim.last().orElseThrow();
        return row(
                END,
                end -> {
                    end.setString(1, brought.result().name());
                    end.setString(2, brought.detail());
                    end.setString(3, JournalJson.write(brought.results()));
                    end.setTimestamp(4, Timestamp.from(at));
                    setOrder(end, 5, claim);
                    end.setInt(7, last.number());
                    end.setString(
                            8,
                            last.result() == AttemptResult.UNKNOWN
                                    ? null
                                    : last.result().name());
                    end.setLong(9, lease.toMillis());
                    end.setObject(10, claim.token());
                },
                row -> claim.ended(brought));
    }

    /** Has the lease begin anew; empty when the claim is lost. */
    Optional<Claim> renew(Claim claim) throws SQLException {
        return row(
                RENEW,
                renew -> {
                    renew.setLong(1, lease.toMillis());
                    set(renew, 2, claim);
                },
                row -> claim);
    }

    /** Says that the last attempt, whose result nobody wrote down, was not made; empty when the claim is lost. */
    Optional<Claim> takeBack(Claim claim) throws SQLException {
        return row(
                TAKE_BACK,
                back -> {
                    back.setLong(1, lease.toMillis());
                    set(back, 2, claim);
                    back.setInt(5, claim.last().orElseThrow().number());
                },
                row -> claim.notMade());
    }

    /** Gives the claim back, to be taken again after this time. */
    void putBack(Claim claim, Duration pause) throws SQLException {
        row(
                PUT_BACK,
                back -> {
                    back.setLong(1, pause.toMillis());
                    set(back, 2, claim);
                },
                row -> claim);
    }

    /** Gives the claim back as if it had never been taken: the order keeps its place. */
    void release(Claim claim) throws SQLException {
        row(
                RELEASE,
                release -> {
                    set(release, 1, claim);
                },
                row -> claim);
    }

    /** When the order was given that has waited for the longest time. */
    Optional<Instant> oldest() throws SQLException {
        return row(OLDEST, oldest -> {}, row -> Optional.ofNullable(row.getTimestamp(1)))
                .flatMap(at -> at)
                .map(Timestamp::toInstant);
    }

    /** One that cannot be read keeps its claim and hinders nobody else. */
    private static Optional<Claim> read(Connection connection, ResultSet row) throws SQLException {
        try {
            return Optional.of(claim(connection, row));
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.errorf(e, "the order for action %s cannot be carried out", row.getString("action_id"));
            return Optional.empty();
        }
    }

    private static Claim claim(Connection connection, ResultSet row) throws SQLException {
        UUID actionId = row.getObject("action_id", UUID.class);
        Operation operation = Operation.valueOf(row.getString("operation"));
        String doneBy = operation == Operation.UNDO
                ? attempts(connection, actionId, Operation.DO, 1).stream()
                        .map(Attempt::connector)
                        .findFirst()
                        .orElse("")
                : "";
        return new Claim(
                JournalJson.read(row.getString("body"), Action.class),
                operation,
                row.getString("partition"),
                row.getObject("claim", UUID.class),
                // What went before belongs to an earlier order: an undo can be ordered again.
                row.getInt("attempts") == 0
                        ? List.of()
                        : attempts(connection, actionId, operation, row.getInt("attempts")),
                doneBy);
    }

    private static List<Attempt> attempts(Connection connection, UUID actionId, Operation operation, int newest)
            throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        try (PreparedStatement select = prepare(connection, ATTEMPTS)) {
            select.setObject(1, actionId);
            select.setString(2, operation.name());
            select.setInt(3, newest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    attempts.add(
                            0,
                            new Attempt(
                                    rows.getInt(1),
                                    rows.getString(2),
                                    rows.getTimestamp(3).toInstant(),
                                    new Attempt.Brought(
                                            result(rows.getString(4)),
                                            detail(rows.getString(5)),
                                            JournalJson.read(rows.getString(6), RESULTS))));
                }
            }
        }
        return attempts;
    }

    private static AttemptResult result(@Nullable String stored) {
        return stored == null ? AttemptResult.UNKNOWN : AttemptResult.valueOf(stored);
    }

    private static String detail(@Nullable String stored) {
        return stored == null ? "" : stored;
    }

    private static void set(PreparedStatement statement, int column, Claim claim) throws SQLException {
        setOrder(statement, column, claim);
        statement.setObject(column + 2, claim.token());
    }

    private static void setOrder(PreparedStatement statement, int column, Claim claim) throws SQLException {
        statement.setObject(column, UUID.fromString(claim.action().id()));
        statement.setString(column + 1, claim.operation().name());
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS_PER_STATEMENT);
        return statement;
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> row(String sql, Binding binding, Reading<T> reading) throws SQLException {
        return rows(sql, binding, reading).stream().findFirst();
    }

    /** One statement is one transaction and one round trip. */
    private <T> List<T> rows(String sql, Binding binding, Reading<T> reading) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            binding.bind(statement);
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reading.read(rows));
                }
            }
            return read;
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                try {
                    connection.rollback();
                } catch (SQLException suppressed) {
                    e.addSuppressed(suppressed);
                }
                throw e;
            }
        }
    }
}
