package dev.tutti.benchmarks;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Terms;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.Partition;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.policy.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.jboss.logmanager.LogContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One alert through a partition: the whole step of five phases, judgements, docket and firings, without a database. One
 * alert in five proposes an action, which is permitted and dispatched; the outcome that ends it is taken in as well, so
 * that memory holds events and nothing else. As many events expire as arrive.
 *
 * <p>Before anything is measured each process has taken in the same number of alerts, whatever it is to hold: as many as the
 * largest memory takes to fill, and as many again, so that events expire there too. Otherwise filling the larger memory
 * warms up the JVM, and it seems the faster one.
 *
 * <p>No ticks are made: the clock goes on with each alert, and what is due is done in its step. Ticks come once a second of
 * the alerts' own time, so a small memory would have one with every alert and a large one hardly any, and they would be
 * measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {

    /** How many alerts a process takes in before the first iteration. */
    private static final int BEFORE = 200_000;

    private static final long EVENT_LIFE = Duration.ofMinutes(30).toMillis();
    private static final int ONE_PROPOSES_IN = 5;

    /** How many rules. */
    @Param({"10", "1000"})
    public int rules;

    /** How many alerts are in memory. */
    @Param({"10000", "100000"})
    public int live;

    private RuleBase ruleBase;
    private Partition partition;
    private int alerts;

    @Setup
    public void fill() {
        // Where Quarkus does not start, its handler keeps every record of every level for later; that would be
        // measured.
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        RuleSet ruleSet = RuleSets.ofSize(rules);
        if (!(RuleBase.compile(ruleSet) instanceof Compilation.Compiled compiled)) {
            throw new IllegalStateException("the rules do not compile");
        }
        ruleBase = compiled.ruleBase();
        Map<String, Capability> capabilities =
                ruleSet.capabilities().stream().collect(Collectors.toMap(Capability::name, capability -> capability));
        Terms terms = new Terms(
                "default", ruleBase.version(), capabilities, Map.of(), capability -> "tool", Terms.VOTE_VALIDITY);
        partition = new Partition(ruleBase, new Docket(terms, new BudgetLedger()));
        for (int i = 0; i < BEFORE; i++) {
            alert();
        }
    }

    /** What is measured is worth nothing unless that many events were there, before and after. */
    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
    public void count() {
        if (Math.abs(partition.liveFacts() - live) > live / 100) {
            throw new IllegalStateException(partition.liveFacts() + " facts are in memory instead of " + live);
        }
    }

    @Benchmark
    public Conclusion alert() {
        int number = alerts++;
        long now = number * EVENT_LIFE / live;
        Conclusion conclusion = partition.apply(
                new Input.AlertReceived(new UUID(0, number).toString(), report(number, now), false), now);
        conclusion.orders().forEach(order -> {
            if (order.operation() == Operation.DO) {
                partition.apply(
                        new Input.OutcomeReported(order.actionId(), Operation.DO, Outcome.FAILED, "refused"), now);
            }
        });
        return conclusion;
    }

    @TearDown
    public void close() {
        partition.close();
        ruleBase.close();
    }

    private static AlertReport report(int number, long now) {
        boolean acts = number % ONE_PROPOSES_IN == 0;
        return new AlertReport(
                "default",
                "siem-elastic-01",
                "alert-" + number,
                "digest",
                "Suspicious outbound connection from workstation",
                "2001219",
                number % 2 == 0 || acts ? Kind.CREDENTIAL : Kind.POLICY,
                acts ? Severity.HIGH : Severity.LOW,
                acts ? 73 : 21,
                "",
                "tutti-1",
                List.of("T1110.001"),
                List.of(
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, Alerts.address(number)),
                        new Observable(ObservableType.HOST, ObservableRole.TARGET, "ws-" + number % 2_000)),
                Instant.ofEpochMilli(now),
                "");
    }
}
