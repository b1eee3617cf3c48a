package dev.tutti.conductor;

import static org.awaitility.Awaitility.await;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import dev.tutti.journal.Journal;
import dev.tutti.journal.PartitionBook;
import dev.tutti.journal.Poison;
import dev.tutti.journal.PoisonBook;
import dev.tutti.journal.Precautions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A partition's loop over a real journal and the shipped rules, which can be stopped dead and started again. */
final class ConductorStage implements AutoCloseable {

    private static final Instant START = Instant.parse("2001-03-01T10:00:00Z");

    private static final Rulebook RULEBOOK = Rulebook.open(new Settings());

    private static final AtomicInteger DAYS = new AtomicInteger();

    /** Budgets hold across partitions, so each stage has days of its own. */
    final MovableClock clock = new MovableClock(START.plus(Duration.ofDays(100L * DAYS.incrementAndGet())));

    final List<Conclusion> committed = Collections.synchronizedList(new ArrayList<>());
    final String name = "test-" + UUID.randomUUID();
    final PostgreSql dataSource = dataSource();
    final PoisonBook poisonBook = new PoisonBook(dataSource);
    final Precautions precautions = new Precautions(dataSource);
    final AtomicBoolean heapIsFull = new AtomicBoolean();
    final AtomicBoolean halted = new AtomicBoolean();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ConductorConfig settings;
    private Means means;

    /** The digest of the connectors, as the next start finds them. */
    volatile String connectors = "connectors";

    private Rulebook rulebook;
    private RulesInForce rules;
    private Watchdog watchdog;
    private PartitionLoop loop;
    private Thread thread;

    record Settings(Duration stepWarning, Duration stepDeadline, long mostLiveFacts, Optional<Duration> eventHorizon)
            implements ConductorConfig {

        Settings(Duration stepWarning, Duration stepDeadline, long mostLiveFacts) {
            this(stepWarning, stepDeadline, mostLiveFacts, Optional.empty());
        }

        Settings() {
            this(Duration.ofSeconds(10), Duration.ofSeconds(60), 10_000);
        }

        @Override
        public Path rules() {
            return Path.of("rules");
        }

        @Override
        public int queue() {
            return 10;
        }

        @Override
        public MemorySize queueBytes() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public int batch() {
            return 100;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public List<String> partitionKey() {
            return List.of("tenant");
        }

        @Override
        public Duration voteValidity() {
            return Duration.ofHours(8);
        }

        @Override
        public double heapWatermark() {
            return 0.95;
        }

        @Override
        public Duration rebuildDeadline() {
            return Duration.ofMinutes(5);
        }
    }

    ConductorStage() {
        this(RULEBOOK);
    }

    ConductorStage(Rulebook rulebook) {
        this(rulebook, new Settings());
    }

    private ConductorStage(Rulebook rulebook, ConductorConfig settings) {
        this.rulebook = rulebook;
        this.settings = settings;
        releaseAll();
        start();
    }

    /** One whose watchdog ends a step after a moment. */
    static ConductorStage impatient(Rulebook rulebook) {
        return new ConductorStage(rulebook, new Settings(Duration.ofMillis(100), Duration.ofMillis(300), 10_000));
    }

    /** One that holds no more facts than these. */
    static ConductorStage withRoomFor(long facts) {
        return new ConductorStage(RULEBOOK, new Settings(Duration.ofSeconds(10), Duration.ofSeconds(60), facts));
    }

    /** Nothing of the old session is left, only what was committed. */
    void restart() {
        close();
        start();
    }

    /** The same, under other rules. */
    void restart(Rulebook other) {
        close();
        rulebook = other;
        start();
    }

    /** The database is shared, and what failed in another test is to fail anew in this. */
    private void releaseAll() {
        try {
            for (Poison poison : poisonBook.inForce()) {
                poisonBook.release(poison.policyId(), "tester", "another test", clock.instant());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private RulesInForce opened() {
        try {
            RulesInForce opened = new RulesInForce(rulebook, poisonBook, clock);
            opened.refresh();
            return opened;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void start() {
        RulesInForce inForce = opened();
        rules = inForce;
        ConductorMetrics metrics = new ConductorMetrics(meters);
        watchdog = new Watchdog(
                dataSource,
                policyId -> inForce.now().ruleSet().policy(policyId),
                clock,
                settings.stepWarning(),
                this::halt,
                metrics::slow);
        means = new Means(
                settings,
                new Journal(dataSource),
                precautions,
                poisonBook,
                new PartitionBook(dataSource),
                new Neighbours(),
                inForce,
                capability -> connectors,
                List.of((batch, conclusions) -> committed.addAll(conclusions)),
                watchdog,
                metrics,
                clock);
        Thread watching = new Thread(watchdog, "watchdog of " + name);
        watching.setDaemon(true);
        watching.start();
        loop = new PartitionLoop(name, means, heapIsFull::get);
        thread = new Thread(loop, name);
        thread.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> loop.state() == LoopState.READY || !thread.isAlive());
    }

    /** The end of the process: whatever its threads still do, nothing of it is kept. */
    private void halt() {
        dataSource.cut = true;
        halted.set(true);
    }

    /** The process ends in order. */
    void stop() {
        close();
    }

    /** The process is gone without a word: nothing says that the partition was closed. */
    void crash() {
        close();
        dataSource.cut = false;
        try {
            precautions.open(name, true);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As after a crash, and careful therefore; the watchdog has its usual patience. */
    void restartAfterACrash() {
        crash();
        settings = new Settings();
        start();
    }

    PartitionLoop loop() {
        return loop;
    }

    RulesInForce rules() {
        return rules;
    }

    /** How often something was set aside since the stage was built. */
    double setAside() {
        return meters.find("tutti.conductor.set.aside").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    Answer says(Input input) {
        CompletableFuture<Desk.Hearing> answer = new CompletableFuture<>();
        loop.offer(new Work.Single(input, answer));
        Desk.Hearing hearing = wait(answer);
        if (hearing instanceof Desk.Hearing.Heard heard) {
            return heard.answer();
        }
        throw new AssertionError(hearing);
    }

    /** Without waiting for an answer. */
    void posts(AlertReport... reports) {
        loop.offer(new Work.Alerts(List.of(reports), new CompletableFuture<>()));
    }

    Reception receives(AlertReport... reports) {
        CompletableFuture<Reception> answer = new CompletableFuture<>();
        loop.offer(new Work.Alerts(List.of(reports), answer));
        return wait(answer);
    }

    /** What would be decided if these came now. */
    List<RehearsalDesk.Would> rehearses(AlertReport... reports) {
        var rehearsals =
                new Rehearsals(means, dataSource, heard -> Collections.nCopies(heard.size(), name), () -> false);
        return ((RehearsalDesk.Rehearsal.Played) rehearsals.rehearse(List.of(reports))).reports();
    }

    private static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    void estate() {
        state(new Service("payments", "paula", Criticality.NORMAL));
        state(new Service("identity", "ivan", Criticality.CRITICAL));
        for (int i = 1; i <= 6; i++) {
            state(new Asset("pay-" + i, "payments", List.of("10.0.1." + i)));
        }
        state(new Asset("dc-1", "identity", List.of("10.0.0.1")));
        state(new Person("rita", List.of("responder")));
        state(new Person("ravi", List.of("responder")));
        state(new Person("ivan", List.of("risk-officer")));
    }

    void state(Context fact) {
        says(new Input.ContextStated(fact, "tester"));
    }

    void freeze(String service, Duration length) {
        long now = clock.millis();
        state(new Planned("f-" + service, Planned.Period.CHANGE_FREEZE, service, now, now + length.toMillis()));
    }

    AlertReport malwareOn(String host) {
        return report(
                "id-" + UUID.randomUUID(), "digest", Kind.MALWARE, ObservableType.HOST, ObservableRole.TARGET, host);
    }

    AlertReport report(String id, String digest, Kind kind, ObservableType type, ObservableRole role, String value) {
        return new AlertReport(
                name,
                "siem",
                id,
                digest,
                "Something happened",
                "rule",
                kind,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(new Observable(type, role, value)),
                clock.instant(),
                "{\"raw\":true}");
    }

    /** The last committed form of the isolation of this host. */
    Action isolationOf(String host) {
        return List.copyOf(committed).stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .filter(action -> action.request().capability().equals("edr.isolate-host"))
                .filter(action -> action.request().target().equals(host))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("nothing was asked for " + host));
    }

    /** How often the executor was told to isolate, by host. */
    Map<String, Long> isolationsOrdered() {
        return List.copyOf(committed).stream()
                .flatMap(c -> c.orders().stream()
                        .filter(o -> o.operation() == Operation.DO)
                        .flatMap(order -> c.actions().stream().filter(a -> a.id().equals(order.actionId()))))
                .filter(action -> action.request().capability().equals("edr.isolate-host"))
                .collect(Collectors.groupingBy(a -> a.request().target(), TreeMap::new, Collectors.counting()));
    }

    /** Lets the loop notice that the clock has moved. */
    void settle() {
        says(new Input.Tick());
    }

    /** The database, until it is cut off. */
    static final class PostgreSql extends PGSimpleDataSource {

        volatile boolean cut;

        @Override
        public Connection getConnection() throws SQLException {
            if (cut) {
                throw new SQLException("cut off", "08001");
            }
            return super.getConnection();
        }
    }

    /** Apart from the service, which other tests start: what those isolate would draw on the budgets of these. */
    private static final String SCHEMA = "stages";

    private static PostgreSql dataSource() {
        Map<String, String> properties = QuarkusTestDatabase.properties();
        PostgreSql source = new PostgreSql();
        source.setUrl(properties.get("quarkus.datasource.jdbc.url"));
        source.setUser(properties.get("quarkus.datasource.username"));
        source.setPassword(properties.get("quarkus.datasource.password"));
        source.setCurrentSchema(SCHEMA);
        Flyway.configure().dataSource(source).schemas(SCHEMA).load().migrate();
        return source;
    }

    @Override
    public void close() {
        watchdog.stop();
        loop.stop();
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
