package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.journal.Journal;
import dev.tutti.policy.RuleSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Journal journal;
    private final Clock clock;
    private final Instance<Providers> providers;
    private final Instance<CommitListener> listeners;
    private final MeterRegistry meters;
    private @Nullable Rulebook rulebook;
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
        this.journal = new Journal(dataSource);
        this.clock = clock;
        this.providers = providers;
        this.listeners = listeners;
        this.meters = meters;
    }

    /** The rule set that decides in this process. */
    public RuleSet ruleSet() {
        return rulebook().ruleSet();
    }

    /** What rules and people can ask for; fixed from start to stop. */
    public List<Capability> capabilities() {
        return rulebook().ruleSet().capabilities();
    }

    void start(@Observes @Priority(1_000) StartupEvent event) {
        Rulebook opened = Rulebook.open(config);
        rulebook = opened;
        LOG.infof(
                "rule set %s with %d active policies",
                opened.ruleSet().shortVersion(), opened.ruleSet().active().size());
        List<CommitListener> hearing = listeners.stream().toList();
        Recovery recovery =
                new Recovery(PARTITION, journal, opened, providers.get(), config.voteValidity(), hearing, clock);
        PartitionLoop started = new PartitionLoop(PARTITION, journal, recovery::rebuild, hearing, clock, config);
        Gauge.builder("tutti.conductor.waiting", started, PartitionLoop::waiting)
                .description("Requests that wait for their turn")
                .register(meters);
        loop = started;
        thread = new Thread(started, "partition-" + PARTITION);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loop != null && thread != null) {
            loop.stop();
            thread.join(LAST_COMMIT.toMillis());
        }
    }

    /** Whether inputs are taken now. */
    boolean ready() {
        return loop != null && loop.state() == LoopState.READY;
    }

    String state() {
        return loop == null ? LoopState.REBUILDING.name() : loop.state().name();
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
            return heard.answer() instanceof Answer.Refused ? Statement.UNKNOWN : Statement.TAKEN;
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

    private Rulebook rulebook() {
        Rulebook present = rulebook;
        if (present == null) {
            throw new IllegalStateException("no rules are loaded yet");
        }
        return present;
    }
}
