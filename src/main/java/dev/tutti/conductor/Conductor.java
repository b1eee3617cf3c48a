package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.fact.RemovalState;
import dev.tutti.fact.TargetType;
import dev.tutti.journal.Journal;
import dev.tutti.journal.PartitionBook;
import dev.tutti.journal.PoisonBook;
import dev.tutti.journal.Precautions;
import dev.tutti.policy.RuleSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the partitions of this process and hands them what arrives. */
@ApplicationScoped
public class Conductor implements AlertDesk, Desk, ContextDesk, RemovalDesk, RehearsalDesk {

    /** The name of the first partition; what it holds of the context all others hold. */
    public static final String PARTITION = Partitioning.FIRST;

    private static final Logger LOG = Logger.getLogger(Conductor.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(15);

    private final ConductorConfig config;
    private final DataSource dataSource;
    private final Clock clock;
    private final Instance<Providers> providers;
    private final Instance<CommitListener> listeners;
    private final ConductorMetrics metrics;
    private @Nullable RulesInForce rules;
    private @Nullable Watchdog watchdog;
    private final Map<String, PartitionLoop> loops = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Partitions partitions;
    private volatile @Nullable Rehearsals rehearsals;

    Conductor(
            ConductorConfig config,
            DataSource dataSource,
            Clock clock,
            Instance<Providers> providers,
            Instance<CommitListener> listeners,
            MeterRegistry meters) {
        this.config = config;
        this.dataSource = dataSource;
        this.clock = clock;
        this.providers = providers;
        this.listeners = listeners;
        this.metrics = new ConductorMetrics(meters);
    }

    /** The rule set that decides in this process. */
    public RuleSet ruleSet() {
        return rules().now().ruleSet();
    }

    /** What rules and people can ask for; fixed from start to stop. */
    public List<Capability> capabilities() {
        return ruleSet().capabilities();
    }

    /** The ids of the policies in force that ask for each capability. */
    public Map<String, List<String>> policiesAsking() {
        return ruleSet().asking();
    }

    /** The policies that are out of force by an error, and what they failed on. */
    public List<Quarantine> quarantined() {
        return rules().quarantined().stream()
                .map(poison -> new Quarantine(
                        poison.policyId(),
                        poison.ruleDigest(),
                        poison.cause(),
                        poison.partition(),
                        poison.input(),
                        poison.detail(),
                        Instant.ofEpochMilli(poison.at())))
                .toList();
    }

    /**
     * Puts a policy into force again; every partition goes over to that between two inputs.
     *
     * @return whether it was out of force
     * @throws SQLException when that cannot be kept now
     */
    public boolean release(String policyId, String by, String reason) throws SQLException {
        return rules().release(policyId, by, reason);
    }

    void start(@Observes @Priority(1_000) StartupEvent event) throws SQLException {
        PoisonBook book = new PoisonBook(dataSource);
        RulesInForce opened = new RulesInForce(Rulebook.open(config), book, clock);
        opened.refresh();
        rules = opened;
        metrics.follow(opened);
        LOG.infof(
                "rule set %s with %d active policies",
                ruleSet().shortVersion(), ruleSet().active().size());
        quarantined()
                .forEach(policy -> LOG.errorf(
                        "policy %s is out of force since it failed on input %s: %s, %s",
                        policy.policyId(), policy.input(), policy.cause(), policy.detail()));
        Watchdog watching = new Watchdog(
                dataSource,
                policyId -> ruleSet().policy(policyId),
                clock,
                config.stepWarning(),
                () -> Runtime.getRuntime().halt(Watchdog.EXIT),
                metrics::slow);
        watchdog = watching;
        daemon(watching, "watchdog").start();
        Means means = new Means(
                config,
                new Journal(dataSource),
                new Precautions(dataSource),
                book,
                new PartitionBook(dataSource),
                new Neighbours(),
                opened,
                providers.get(),
                listeners.stream().toList(),
                watching,
                metrics,
                clock);
        run(means);
    }

    private void run(Means means) throws SQLException {
        Partitioning partitioning = Partitioning.of(config.partitionKey(), config.partitions());
        TornTally.of(ruleSet(), config.partitionKey(), config.partitions()).stream()
                .findFirst()
                .ifPresent(torn -> {
                    throw new IllegalStateException(torn.why());
                });
        PartitionBook book = means.partitionBook();
        book.note(new PartitionBook.Division(partitioning.keyWords(), partitioning.number()))
                .ifPresent(before -> LOG.warnf(
                        "alerts are divided among %d partitions by %s from now on, and were among %d by %s:"
                                + " what rules count over events begins anew where a key has moved",
                        partitioning.number(), partitioning.keyWords(), before.number(), before.key()));
        BooleanSupplier heapIsFull = new HeapWatermark(config.heapWatermark());
        for (String name : partitioning.running(book.unfinished())) {
            PartitionLoop loop = new PartitionLoop(name, means, heapIsFull);
            metrics.follow(name, loop);
            loops.put(name, loop);
        }
        Partitions divided = new Partitions(
                partitioning,
                loops,
                new Owners(book::ownerOf),
                new Homes(book::homesOf, Infrastructure.getDefaultExecutor()),
                this::targetOf,
                config.patience());
        rehearsals = new Rehearsals(means, dataSource, divided::wouldHear, heapIsFull);
        partitions = divided;
        loops.forEach((name, loop) -> {
            Thread thread = new Thread(loop, "partition-" + name);
            thread.start();
            threads.add(thread);
        });
    }

    private TargetType targetOf(String capability) {
        return capabilities().stream()
                .filter(known -> known.name().equals(capability))
                .map(Capability::target)
                .findFirst()
                .orElse(TargetType.SUBJECT);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread daemon = new Thread(work, name);
        daemon.setDaemon(true);
        return daemon;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.values().forEach(PartitionLoop::stop);
        long until = System.nanoTime() + LAST_COMMIT.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        if (watchdog != null) {
            watchdog.stop();
        }
    }

    /** Whether inputs are taken now, by every partition. */
    boolean ready() {
        return partitions != null && loops.values().stream().allMatch(loop -> loop.state() == LoopState.READY);
    }

    /** What an operator looks at when it does not take inputs. */
    Map<String, String> details() {
        if (partitions == null) {
            return Map.of("state", LoopState.REBUILDING.name());
        }
        Map<String, String> details = new TreeMap<>();
        loops.forEach((name, loop) -> details.putAll(details(loops.size() == 1 ? "" : name + " ", loop)));
        if (!quarantined().isEmpty()) {
            details.put(
                    "quarantined",
                    quarantined().stream().map(Quarantine::policyId).sorted().collect(Collectors.joining(", ")));
        }
        return details;
    }

    private static Map<String, String> details(String prefix, PartitionLoop loop) {
        Map<String, String> details = new TreeMap<>();
        details.put(prefix + "state", loop.state().name());
        if (loop.state() == LoopState.REBUILDING) {
            details.put(
                    prefix + "rebuilt",
                    loop.progress().done() + " of " + loop.progress().expected() + " alerts");
        }
        if (loop.careful()) {
            details.put(
                    prefix + "careful", "the last process did not stop cleanly; each input has a commit of its own");
        }
        return details;
    }

    @Override
    public CompletableFuture<Reception> receive(List<AlertReport> reports) {
        Partitions present = partitions;
        return present == null
                ? CompletableFuture.completedFuture(new Busy(COME_AGAIN, BusyReason.REBUILDING))
                : present.receive(List.copyOf(reports));
    }

    @Override
    public Rehearsal rehearse(List<AlertReport> reports) {
        Rehearsals present = rehearsals;
        return present == null || !ready()
                ? new Rehearsal.TurnedAway(new Busy(COME_AGAIN, BusyReason.REBUILDING))
                : present.rehearse(reports);
    }

    @Override
    public Hearing submit(Input input) {
        Partitions present = partitions;
        return present == null ? new Hearing.Busy(new Busy(COME_AGAIN, BusyReason.REBUILDING)) : present.submit(input);
    }

    @Override
    public CompletableFuture<Hearing> report(Input.OutcomeReported reported) {
        Partitions present = partitions;
        return present == null
                ? CompletableFuture.completedFuture(new Hearing.Busy(new Busy(COME_AGAIN, BusyReason.REBUILDING)))
                : present.report(reported);
    }

    @Override
    public Statement state(Context fact, String by) {
        return statement(submit(new Input.ContextStated(fact, by)));
    }

    @Override
    public Statement end(String factId, String by) {
        return statement(submit(new Input.ContextEnded(factId, by)));
    }

    private static Statement statement(Hearing hearing) {
        if (hearing instanceof Hearing.Heard heard) {
            if (heard.answer() instanceof Answer.Refused refused) {
                return refused.refusal() == Refusal.SET_ASIDE ? Statement.BUSY : Statement.UNKNOWN;
            }
            return Statement.TAKEN;
        }
        return Statement.BUSY;
    }

    @Override
    public Receipt propose(String id, String entry, String by, String reason, Duration within) {
        return receipt(submit(new Input.RemovalProposed(id, entry, by, reason, within.toMillis())));
    }

    @Override
    public Receipt answer(String id, String by, RemovalState as, String reason) {
        Verdict verdict = as == RemovalState.AGREED ? Verdict.APPROVE : Verdict.DISAPPROVE;
        return receipt(submit(new Input.RemovalAnswered(id, by, verdict, reason)));
    }

    private static Receipt receipt(Hearing hearing) {
        if (!(hearing instanceof Hearing.Heard heard)) {
            return Receipt.BUSY;
        }
        if (!(heard.answer() instanceof Answer.Refused refused)) {
            return Receipt.TAKEN;
        }
        return switch (refused.refusal()) {
            case SELF_APPROVAL -> Receipt.SELF_APPROVAL;
            case NO_RIGHT -> Receipt.NO_RIGHT;
            case PROPOSER_WITHOUT_RIGHT -> Receipt.PROPOSER_WITHOUT_RIGHT;
            case TOO_MANY_REMOVALS -> Receipt.TOO_MANY;
            case SET_ASIDE -> Receipt.BUSY;
            default -> Receipt.UNKNOWN;
        };
    }

    private RulesInForce rules() {
        RulesInForce present = rules;
        if (present == null) {
            throw new IllegalStateException("no rules are loaded yet");
        }
        return present;
    }
}
