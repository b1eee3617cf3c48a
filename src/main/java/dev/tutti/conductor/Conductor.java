package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.journal.Journal;
import dev.tutti.journal.PoisonBook;
import dev.tutti.journal.Precautions;
import dev.tutti.policy.RuleSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the partitions of this process and hands them what arrives. There is one, which holds every tenant, until the key
 * that chooses a partition is configurable.
 */
@ApplicationScoped
public class Conductor implements AlertDesk, Desk, ContextDesk {

    /** The name of the partition that holds everything. */
    public static final String PARTITION = "default";

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
    private @Nullable PartitionLoop loop;
    private @Nullable Thread thread;

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
                opened,
                providers.get(),
                listeners.stream().toList(),
                watching,
                metrics,
                clock);
        PartitionLoop started = new PartitionLoop(PARTITION, means, new HeapWatermark(config.heapWatermark()));
        metrics.follow(PARTITION, started);
        loop = started;
        thread = new Thread(started, "partition-" + PARTITION);
        thread.start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread daemon = new Thread(work, name);
        daemon.setDaemon(true);
        return daemon;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loop != null && thread != null) {
            loop.stop();
            thread.join(LAST_COMMIT.toMillis());
        }
        if (watchdog != null) {
            watchdog.stop();
        }
    }

    /** Whether inputs are taken now. */
    boolean ready() {
        return loop != null && loop.state() == LoopState.READY;
    }

    /** What an operator looks at when it does not take inputs. */
    Map<String, String> details() {
        PartitionLoop present = loop;
        if (present == null) {
            return Map.of("state", LoopState.REBUILDING.name());
        }
        Map<String, String> details = new TreeMap<>();
        details.put("state", present.state().name());
        if (present.state() == LoopState.REBUILDING) {
            details.put(
                    "rebuilt",
                    present.progress().done() + " of " + present.progress().expected() + " alerts");
        }
        if (present.careful()) {
            details.put("careful", "the last process did not stop cleanly; each input has a commit of its own");
        }
        if (!quarantined().isEmpty()) {
            details.put(
                    "quarantined",
                    quarantined().stream().map(Quarantine::policyId).sorted().collect(Collectors.joining(", ")));
        }
        return details;
    }

    @Override
    public Reception receive(List<AlertReport> reports) {
        CompletableFuture<Reception> answer = new CompletableFuture<>();
        return offer(new Work.Alerts(List.copyOf(reports), answer), answer).orElseGet(this::stillWaiting);
    }

    @Override
    public Hearing submit(Input input) {
        CompletableFuture<Hearing> answer = new CompletableFuture<>();
        return offer(new Work.Single(input, answer), answer).orElseGet(() -> new Hearing.Busy(stillWaiting()));
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

    /** Waits for the answer as long as the caller's patience lasts; the work itself goes on. */
    private <T> Optional<T> offer(Work work, CompletableFuture<T> answer) {
        PartitionLoop present = loop;
        if (present == null) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.REBUILDING));
        } else {
            present.offer(work);
        }
        try {
            return Optional.of(answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Busy stillWaiting() {
        return new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE);
    }

    private RulesInForce rules() {
        RulesInForce present = rules;
        if (present == null) {
            throw new IllegalStateException("no rules are loaded yet");
        }
        return present;
    }
}
