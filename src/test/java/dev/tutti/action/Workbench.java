package dev.tutti.action;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.Desk;
import dev.tutti.conductor.Reception;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Limits;
import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.ApprovalDigest;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.TargetType;
import dev.tutti.journal.FirstAttempt;
import dev.tutti.journal.JournalJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real outbox in a schema of its own, with tools that misbehave and a desk that listens. */
final class Workbench {

    static final String CAPABILITY = "edr.isolate-host";
    static final String TARGET = "pay-db-1";

    /** How long an action is of use, by the clock of the bench. */
    static final Duration USEFUL_FOR = Duration.ofHours(1);

    private static final String SCHEMA = "dispatch_test";
    private static final DataSource DATABASE = migrate();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, Tools.Provider> providers = new ConcurrentHashMap<>();
    final List<Input.OutcomeReported> heard = Collections.synchronizedList(new ArrayList<>());
    final Outbox outbox = new Outbox(DATABASE, Duration.ofSeconds(60));
    final TestClock clock = new TestClock();
    final DispatchMetrics metrics = new DispatchMetrics(meters, clock);
    final Map<String, Limits> limits = new HashMap<>();
    final AtomicLong nanos = new AtomicLong();
    final Protection protection = new Protection(DATABASE);
    String providersDigest = "providers";

    /** What the desk does with an outcome; commits it unless a test has other plans. */
    Desk desk = this::commit;

    private int orders;

    Workbench() {
        run("truncate outbox, attempt, action cascade");
        run("truncate context_entry, journal_input");
    }

    Workbench with(String capability, FakeTool tool) {
        providers.put(capability, new Tools.Provider("tool-" + capability, tool));
        return this;
    }

    /** The tool that isolates hosts. */
    FakeTool tool(IdempotencyClass idempotency) {
        FakeTool tool = new FakeTool(idempotency);
        with(CAPABILITY, tool);
        return tool;
    }

    static IdempotencyClass named(String letter) {
        return Stream.of(IdempotencyClass.values())
                .filter(idempotency -> idempotency.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }

    List<Outcome> outcomes() {
        return heard.stream().map(Input.OutcomeReported::outcome).toList();
    }

    Errands errands() {
        return errands(new FixedDispatch());
    }

    Errands errands(DispatchConfig config) {
        return errands(config, lanes(config));
    }

    private Errands errands(DispatchConfig config, Lanes lanes) {
        return new Errands(
                outbox,
                new LastCheck(protection, tools(), this::capabilities),
                tools(),
                lanes,
                input -> desk.submit(input),
                config,
                clock,
                metrics,
                Runnable::run);
    }

    DispatchLoop loop(DispatchConfig config) {
        return loop(config, lanes(config));
    }

    DispatchLoop loop(DispatchConfig config, Lanes lanes) {
        return new DispatchLoop(
                outbox, errands(config, lanes), tools(), lanes, protection, config, metrics, new Workers());
    }

    /** As a process has them that has just begun. */
    Lanes lanes(DispatchConfig config) {
        return new Lanes(instance -> limits.getOrDefault(instance, Limits.NONE), config, nanos::get, meters);
    }

    Tools tools() {
        return new Tools() {
            @Override
            public Optional<Provider> provider(String capability) {
                return Optional.ofNullable(providers.get(capability));
            }

            @Override
            public String digest(String capability) {
                return providersDigest;
            }

            @Override
            public Limits limits(String instance) {
                return limits.getOrDefault(instance, Limits.NONE);
            }
        };
    }

    private List<Capability> capabilities() {
        List<Capability> known = new ArrayList<>(List.of(
                new Capability(CAPABILITY, "Isolate", TargetType.HOST, true, Duration.ofHours(1), Duration.ofHours(1)),
                new Capability(
                        "ticket.open", "Open", TargetType.SUBJECT, false, Duration.ofHours(1), Duration.ofHours(1))));
        providers.keySet().stream()
                .map(addressee -> addressee.replaceFirst("@.*", ""))
                .distinct()
                .filter(name ->
                        known.stream().noneMatch(capability -> capability.name().equals(name)))
                .map(name ->
                        new Capability(name, name, TargetType.SUBJECT, false, Duration.ofHours(1), Duration.ofHours(1)))
                .forEach(known::add);
        return known;
    }

    /** An order as the journal commits it; returns the action's id. */
    String order(Operation operation) {
        return order(CAPABILITY, operation);
    }

    String order(String capability, Operation operation) {
        String id = opened(capability, operation).id();
        orderAgain(id, operation);
        return id;
    }

    /** The same of something that is said about an alert of this source. */
    String order(String capability, List<Parameter> parameters) {
        Action opened = opened(capability, Operation.DO, parameters);
        run(
                "insert into outbox (action_id, operation, partition, sequence, addressee) values (?, 'DO', 'default', 1, ?)",
                UUID.fromString(opened.id()),
                opened.request().addressee());
        return opened.id();
    }

    /** An action that is committed, and no order for it yet. */
    Action opened(String capability, Operation operation) {
        return opened(capability, operation, List.of());
    }

    private Action opened(String capability, Operation operation, List<Parameter> parameters) {
        String id = new UUID(0x8000, 0x8000000000000000L + ++orders).toString();
        ActionRequested request = new ActionRequested(id, "default", capability, TARGET, parameters, "payments", "");
        long at = clock.millis();
        Action action = new Action(
                request,
                "sameness-" + orders,
                ApprovalDigest.of(request, "providers"),
                false,
                orders,
                0,
                at,
                at + USEFUL_FOR.toMillis(),
                operation == Operation.DO
                        ? ActionState.stored(ActionState.Name.DISPATCHED, 0)
                        : ActionState.stored(ActionState.Name.UNDOING, 0),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                null,
                List.of(),
                "",
                List.of(),
                false);
        run(
                "insert into action (id, partition, opened_sequence, opened_at, changed_sequence, changed_at, tenant,"
                        + " capability, target, service, proposer, sameness, digest, notice, state, closed, useful_until,"
                        + " body) values (?, 'default', ?, now(), 1, now(), 'default', ?, ?, 'payments', '', ?, ?, false,"
                        + " ?, false, now(), ?::jsonb)",
                UUID.fromString(id),
                orders,
                capability,
                TARGET,
                action.sameness(),
                action.digest(),
                action.state().name().name(),
                JournalJson.write(action));
        return action;
    }

    /** What the commit that gives the order writes when it is handed over. */
    void handedOver(UUID batchId, FirstAttempt first) {
        run(
                "insert into outbox (action_id, operation, partition, sequence, addressee, attempts, claim, claimed_until)"
                        + " select id, 'DO', 'default', 1, capability, 1, ?, clock_timestamp() + interval '1 minute'"
                        + " from action where id = ?",
                batchId,
                UUID.fromString(first.actionId()));
        run(
                "insert into attempt (action_id, operation, number, connector, idempotency_key, started_at)"
                        + " values (?, 'DO', 1, ?, ?, now())",
                UUID.fromString(first.actionId()),
                first.connector(),
                first.actionId());
    }

    void orderAgain(String actionId, Operation operation) {
        run(
                "insert into outbox (action_id, operation, partition, sequence, addressee)"
                        + " select id, ?, 'default', 1, capability from action where id = ?",
                operation.name(),
                UUID.fromString(actionId));
    }

    void protect(String entry) {
        state(new NoTouch(entry, "it keeps people alive"));
    }

    void state(Context fact) {
        run(
                "insert into context_entry (partition, fact_id, kind, body, stated_by, stated_at, from_sequence)"
                        + " values ('default', ?, ?, jsonb_build_object('fact', ?::jsonb), 'test', now(), 1)",
                fact.factId(),
                fact.getClass().getSimpleName(),
                typed(fact));
    }

    private static String typed(Context fact) {
        String json = JournalJson.write(fact);
        return json.contains("\"type\"")
                ? json
                : "{\"type\":\"" + fact.getClass().getSimpleName() + "\"," + json.substring(1);
    }

    void asset(String name, String address) {
        state(new Asset(name, "payments", List.of(address)));
    }

    /** Claims the one order there is, carries it out as far as it goes, and dies where a fake says so. */
    void live() {
        live(errands());
    }

    void live(Errands errands) {
        try {
            for (Claim claim : outbox.claim(outbox.waiting(), 10)) {
                errands.run(claim);
            }
        } catch (PowerCut cut) {
            // The next life begins with what is in the database.
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lives on, with every wait over before the next life, until nothing is left to do. */
    void liveOn() {
        for (int life = 0; life < 30 && outboxSize() > 0; life++) {
            live();
            waitingIsOver();
        }
    }

    Claim claim() {
        try {
            List<Claim> claims = outbox.claim(outbox.waiting(), 1);
            if (claims.isEmpty()) {
                throw new AssertionError("nothing is ready");
            }
            return claims.get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Dies, and goes on after the leases are over. */
    void liveAgain() {
        leasesEnd();
        live();
    }

    /** Leases are over, and so is every pause. */
    void waitingIsOver() {
        run("update outbox set ready_at = clock_timestamp(), claimed_until = null");
    }

    /** Only the leases are. */
    void leasesEnd() {
        run(
                "update outbox set claimed_until = clock_timestamp() - interval '1 second' where claimed_until is not null");
    }

    long outboxSize() {
        return number("select count(*) from outbox");
    }

    /** Orders that nobody has claimed and nobody has tried. */
    long untouched() {
        return number("select count(*) from outbox where attempts = 0 and claimed_until is null");
    }

    long millisUntilReady() {
        return number("select (extract(epoch from max(ready_at) - clock_timestamp()) * 1000)::bigint from outbox");
    }

    List<String> results() {
        List<String> results = new ArrayList<>();
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select coalesce(result, '-') from attempt order by action_id, operation, number");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                results.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return results;
    }

    /** As the journal: the outcome's commit takes the order out of the outbox. */
    Desk.Hearing commit(Input input) {
        Input.OutcomeReported outcome = (Input.OutcomeReported) input;
        heard.add(outcome);
        if (outcome.attempt() > 0) {
            run(
                    "update attempt set result = ? where action_id = ? and operation = ? and number = ? and result is null",
                    outcome.outcome() == Outcome.SUCCEEDED ? "SUCCEEDED" : "REJECTED",
                    UUID.fromString(outcome.actionId()),
                    outcome.operation().name(),
                    outcome.attempt());
        }
        run(
                "delete from outbox where action_id = ? and operation = ?",
                UUID.fromString(outcome.actionId()),
                outcome.operation().name());
        return new Desk.Hearing.Heard(new Answer.Noted());
    }

    static Desk.Hearing busy() {
        return new Desk.Hearing.Busy(
                new Reception.Busy(Duration.ofSeconds(2), Reception.BusyReason.DATABASE_UNAVAILABLE));
    }

    static void run(String sql, Object... values) {
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String sql) {
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource migrate() {
        Map<String, String> settings = QuarkusTestDatabase.properties();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get("quarkus.datasource.jdbc.url"));
        database.setUser(settings.get("quarkus.datasource.username"));
        database.setPassword(settings.get("quarkus.datasource.password"));
        database.setCurrentSchema(SCHEMA);
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .dataSource(database)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    /** The shipped settings. */
    record FixedDispatch(int workers, int maxAttempts, FixedCircuit circuit) implements DispatchConfig {

        FixedDispatch() {
            this(new FixedCircuit(10, 0.5, Duration.ofSeconds(30)));
        }

        FixedDispatch(FixedCircuit circuit) {
            this(4, 8, circuit);
        }

        @Override
        public Duration poll() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration readBackFor() {
            return Duration.ofHours(1);
        }

        @Override
        public Backoff backoff() {
            return new Backoff() {
                @Override
                public Duration first() {
                    return Duration.ofSeconds(1);
                }

                @Override
                public int factor() {
                    return 2;
                }

                @Override
                public Duration max() {
                    return Duration.ofMinutes(15);
                }
            };
        }
    }

    record FixedCircuit(int calls, double failureShare, Duration probeAfter) implements DispatchConfig.Circuit {}

    /** Time that passes when a test says so. */
    static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
