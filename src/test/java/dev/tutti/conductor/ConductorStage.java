package dev.tutti.conductor;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    final PGSimpleDataSource dataSource = dataSource();
    private final Rulebook rulebook;
    private PartitionLoop loop;
    private Thread thread;

    record Settings() implements ConductorConfig {
        @Override
        public Path rules() {
            return Path.of("rules");
        }

        @Override
        public int queue() {
            return 10;
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
        public Duration voteValidity() {
            return Duration.ofHours(8);
        }
    }

    ConductorStage() {
        this(RULEBOOK);
    }

    ConductorStage(Rulebook rulebook) {
        this.rulebook = rulebook;
        start();
    }

    /** As after a crash: nothing of the old session is left, only what was committed. */
    void restart() {
        close();
        start();
    }

    private void start() {
        Journal journal = new Journal(dataSource);
        List<CommitListener> listeners = List.of(committed::addAll);
        Recovery recovery =
                new Recovery(name, journal, rulebook, capability -> "providers", Duration.ofHours(8), listeners, clock);
        loop = new PartitionLoop(name, journal, recovery::rebuild, listeners, clock, new Settings());
        thread = new Thread(loop);
        thread.start();
        while (loop.state() != LoopState.READY && thread.isAlive()) {
            Thread.onSpinWait();
        }
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

    Reception receives(AlertReport... reports) {
        CompletableFuture<Reception> answer = new CompletableFuture<>();
        loop.offer(new Work.Alerts(List.of(reports), answer));
        return wait(answer);
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

    private static PGSimpleDataSource dataSource() {
        Map<String, String> properties = QuarkusTestDatabase.properties();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(properties.get("quarkus.datasource.jdbc.url"));
        source.setUser(properties.get("quarkus.datasource.username"));
        source.setPassword(properties.get("quarkus.datasource.password"));
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
