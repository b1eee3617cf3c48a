package dev.tutti.conductor;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Terms;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TargetType;
import dev.tutti.journal.Journal;
import dev.tutti.journal.PartitionBook;
import dev.tutti.journal.PoisonBook;
import dev.tutti.journal.Precautions;
import dev.tutti.policy.RuleSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The partitions of one process over a database of their own, with the shipped rules. */
final class PartitionsStage implements AutoCloseable {

    private static final Rulebook RULEBOOK = Rulebook.open(new ConductorStage.Settings());
    private static final int HOSTS = 40;

    final MovableClock clock = new MovableClock(Instant.parse("2001-03-01T10:00:00Z"));
    final List<Conclusion> committed = Collections.synchronizedList(new ArrayList<>());
    final Gate gate;
    private final PGSimpleDataSource database = database();
    private final Rulebook rulebook;
    private final Map<String, PartitionLoop> loops = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    Partitioning partitioning;
    Partitions partitions;

    PartitionsStage(AlertComponent key, int number) {
        this(RULEBOOK, key, number);
    }

    PartitionsStage(Rulebook rulebook, AlertComponent key, int number) {
        this.rulebook = rulebook;
        this.gate = new Gate(database);
        this.partitioning = new Partitioning(List.of(key), number);
        this.partitions = start();
        estate();
    }

    static String thread(String partition) {
        return "test-partition-" + partition;
    }

    /** As after a crash, under another configuration if that is said. */
    void restart(Partitioning now) {
        close();
        partitioning = now;
        partitions = start();
    }

    /** The process ends in order. */
    void stop() {
        close();
    }

    private Partitions start() {
        PoisonBook poisonBook = new PoisonBook(gate.dataSource);
        PartitionBook book = new PartitionBook(gate.dataSource);
        RulesInForce rules = new RulesInForce(rulebook, poisonBook, clock);
        ConductorMetrics metrics = new ConductorMetrics(new SimpleMeterRegistry());
        Watchdog watchdog = new Watchdog(
                gate.dataSource,
                policyId -> rules.now().ruleSet().policy(policyId),
                clock,
                Duration.ofMinutes(5),
                () -> {},
                metrics::slow);
        Means means = new Means(
                new ConductorStage.Settings(),
                new Journal(gate.dataSource),
                new Precautions(gate.dataSource),
                poisonBook,
                book,
                new Neighbours(),
                rules,
                capability -> "providers",
                List.of((batch, conclusions) -> committed.addAll(conclusions)),
                watchdog,
                metrics,
                clock);
        loops.clear();
        threads.clear();
        try {
            for (String name : partitioning.running(book.unfinished())) {
                loops.put(name, new PartitionLoop(name, means, () -> false));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        loops.forEach((name, loop) -> {
            Thread thread = new Thread(loop, thread(name));
            thread.start();
            threads.add(thread);
        });
        awaitReady();
        return new Partitions(
                partitioning,
                loops,
                new Owners(book::ownerOf),
                new Homes(book::homesOf, Runnable::run),
                capability -> TargetType.HOST,
                Duration.ofSeconds(60));
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> loops.values().stream().allMatch(loop -> loop.state() == LoopState.READY));
    }

    private void estate() {
        state(new Service("payments", "paula", Criticality.NORMAL));
        for (int i = 1; i <= HOSTS; i++) {
            state(new Asset("pay-" + i, "payments", List.of("10.0.1." + i)));
        }
        state(new Person("rita", List.of("responder")));
        state(new Person("ravi", List.of("responder")));
    }

    void state(Context fact) {
        Answer answer = says(new Input.ContextStated(fact, "tester"));
        if (!(answer instanceof Answer.Noted)) {
            throw new AssertionError(answer);
        }
    }

    /** Comes again while a partition is being rebuilt. */
    Answer says(Input input) {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (partitions.submit(input) instanceof Desk.Hearing.Heard heard) {
                return heard.answer();
            }
            awaitReady();
        }
        throw new AssertionError("busy with " + input);
    }

    /** Comes again while a partition is being rebuilt. */
    List<Receipt> receives(AlertReport... reports) {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (partitions.receive(List.of(reports)).join() instanceof Reception.Received received) {
                return received.receipts();
            }
            awaitReady();
        }
        throw new AssertionError("busy");
    }

    /** Hands an alert to a partition in the background. */
    CompletableFuture<Reception> offers(String partition, AlertReport report) {
        CompletableFuture<Reception> answer = new CompletableFuture<>();
        door(partition).offer(new Work.Alerts(List.of(report), answer));
        return answer;
    }

    Door door(String partition) {
        Door door = loops.get(partition);
        if (door == null) {
            throw new AssertionError("no partition " + partition + " runs");
        }
        return door;
    }

    AlertReport malware(String source, String host) {
        return report(source, UUID.randomUUID().toString(), Kind.MALWARE, host);
    }

    AlertReport report(String source, String id, Kind kind, String host) {
        return new AlertReport(
                "default",
                source,
                id,
                "digest",
                "Something happened",
                "rule",
                kind,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(new Observable(ObservableType.HOST, ObservableRole.TARGET, host)),
                clock.instant(),
                "{}");
    }

    /** Hosts of the estate whose alerts are of this partition, when hosts are the key. */
    List<String> hostsOf(String partition) {
        return IntStream.rangeClosed(1, HOSTS)
                .mapToObj(i -> "pay-" + i)
                .filter(host -> partitioning.of(malware("siem", host)).equals(partition))
                .toList();
    }

    /** A source whose alerts are of this partition, when sources are the key. */
    String sourceOf(String partition) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "siem-" + i)
                .filter(source -> partitioning.of(malware(source, "pay-1")).equals(partition))
                .findFirst()
                .orElseThrow();
    }

    List<Conclusion> committedBy(String partition) {
        return List.copyOf(committed).stream()
                .filter(conclusion -> conclusion.partition().equals(partition))
                .toList();
    }

    /** How often the partition has begun. */
    long beginningsOf(String partition) {
        return committedBy(partition).stream()
                .filter(conclusion -> conclusion.input() instanceof Input.RulesSwitched)
                .count();
    }

    /** The isolations that went out, by host, as often as they were ordered. */
    List<String> isolated() {
        return List.copyOf(committed).stream()
                .flatMap(c -> c.orders().stream()
                        .filter(order -> order.operation() == Operation.DO)
                        .flatMap(order -> c.actions().stream().filter(a -> a.id().equals(order.actionId()))))
                .filter(action -> action.request().capability().equals("edr.isolate-host"))
                .map(action -> action.request().target())
                .sorted()
                .toList();
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

    RuleBase ruleBase() {
        return rulebook.ruleBase();
    }

    /** What a replay of the partition's journal begins with. */
    Terms terms(String partition) {
        RuleSet ruleSet = rulebook.ruleSet();
        return new Terms(
                partition,
                ruleSet.version(),
                ruleSet.capabilities().stream().collect(Collectors.toMap(Capability::name, c -> c)),
                ruleSet.quarantined(),
                capability -> "providers",
                Duration.ofHours(8));
    }

    long count(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void change(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** So many debits of a budget two hours ago, by actions that are over, as a partition of another process commits them. */
    void debitByAnotherProcess(String budget, int debits) {
        Instant at = clock.instant().minus(Duration.ofHours(2));
        change("insert into action (id, partition, opened_sequence, opened_at, changed_sequence, changed_at, tenant,"
                + " capability, target, service, proposer, sameness, digest, notice, state, closed, useful_until, body)"
                + " select gen_random_uuid(), 'p-9', i, '" + at + "', i, '" + at + "', 'default',"
                + " 'edr.isolate-host', 'host-' || i, '', '', 'of p-9 ' || i, '', false, 'SUCCEEDED', true, '"
                + at + "', '{}' from generate_series(1, " + debits + ") i");
        change("insert into budget_debit (budget, action_id, at, partition, sequence, version)"
                + " select '" + budget + "', a.id, a.opened_at, a.partition, a.opened_sequence,"
                + " b.version + a.opened_sequence from action a, budget b where a.partition = 'p-9' and b.name = '"
                + budget + "'");
        change("update budget set version = version + " + debits + " where name = '" + budget + "'");
    }

    private static PGSimpleDataSource database() {
        Map<String, String> properties = QuarkusTestDatabase.properties();
        String schema = "s" + UUID.randomUUID().toString().replace('-', '_');
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(properties.get("quarkus.datasource.jdbc.url"));
        source.setUser(properties.get("quarkus.datasource.username"));
        source.setPassword(properties.get("quarkus.datasource.password"));
        source.setCurrentSchema(schema);
        Flyway.configure().dataSource(source).schemas(schema).load().migrate();
        return source;
    }

    @Override
    public void close() {
        loops.values().forEach(PartitionLoop::stop);
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
