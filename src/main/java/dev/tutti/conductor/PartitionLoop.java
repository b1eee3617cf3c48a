package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.engine.Partition;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The loop of one partition. Requests wait in a bounded line; the loop drains what is there, has it concluded, committed and
 * answered as one {@link Round}, and falls back to {@link Persistence} when a round fails or the partition is careful.
 */
final class PartitionLoop implements Runnable, Door {

    private static final Logger LOG = Logger.getLogger(PartitionLoop.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final String name;
    private final Clock clock;
    private final int mostInputs;
    private final long mostLiveFacts;
    private final BooleanSupplier heapIsFull;
    private final WaitingLine line;
    private final Caution caution;
    private final Commits commits;
    private final Steps steps;
    private final Alignment alignment;
    private final Watchdog watchdog;
    private final Persistence persistence;
    private final Present present;
    private final BooleanSupplier databaseAnswers;
    private final Progress progress = new Progress();

    private volatile LoopState state = LoopState.REBUILDING;
    private volatile boolean stopping;
    private volatile long liveFacts;

    PartitionLoop(String name, Means means, BooleanSupplier heapIsFull) {
        ConductorConfig config = means.config();
        this.name = name;
        this.clock = means.clock();
        this.mostInputs = config.batch();
        this.mostLiveFacts = config.mostLiveFacts();
        this.heapIsFull = heapIsFull;
        this.line = new WaitingLine(config.queue(), config.queueBytes().asLongValue());
        this.caution = new Caution(clock);
        this.watchdog = means.watchdog();
        Watch watch = watchdog.over(name);
        News news = new News(name, means.journal(), means.neighbours());
        this.alignment = new Alignment(name, means.partitionBook());
        this.commits =
                new Commits(name, means.journal(), news, caution, means.listeners(), this::becomes, () -> stopping);
        this.steps = new Steps(means.precautions(), caution, watchdog, watch, config.stepDeadline(), means.metrics());
        this.present =
                new Present(means.rules(), new Recovery(name, means, commits, news, watch, progress), this::becomes);
        this.persistence = new Persistence(
                name,
                present,
                new Round(means.journal(), news, steps, commits, clock),
                means.precautions(),
                caution,
                means.rules(),
                () -> stopping);
        this.databaseAnswers = means.journal()::answers;
    }

    @Override
    public LoopState state() {
        return state;
    }

    boolean careful() {
        return caution.careful();
    }

    /** How far a rebuild is. */
    Progress progress() {
        return progress;
    }

    int waiting() {
        return line.size();
    }

    /** Facts and events in memory after the last round. */
    long liveFacts() {
        return liveFacts;
    }

    /** Takes the work, or refuses it at once. What people and tools say is taken past the watermarks, too. */
    @Override
    public void offer(Work work) {
        if (state != LoopState.READY) {
            work.refuse(new Busy(COME_AGAIN, state.busyReason()));
        } else if (work instanceof Work.Alerts && liveFacts > mostLiveFacts) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.LIVE_FACTS));
        } else if (work instanceof Work.Alerts && heapIsFull.getAsBoolean()) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.HEAP));
        } else if (!line.offer(work)) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.QUEUE_FULL));
        } else if (state != LoopState.READY) {
            refuseAll(); // it came in just when the line was emptied
        }
    }

    /** Lets the loop end after what it has begun; what still waits is refused. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            loop();
            becomes(LoopState.STOPPING);
            persistence.close();
        } catch (Throwable e) {
            // A partition that is gone while its process stays would never come back.
            becomes(LoopState.STOPPING);
            watchdog.end(name, "", "ERROR", Optional.empty(), String.valueOf(e));
            throw e;
        }
    }

    private void loop() {
        Blame blame = new Blame();
        int failures = 0;
        while (!stopping) {
            try {
                if (state == LoopState.DATABASE_UNAVAILABLE && !databaseAnswers.getAsBoolean()) {
                    Commits.pause(++failures);
                    continue;
                }
                persistence.conclude(drain(ready()));
                liveFacts = present.liveFacts();
                blame = new Blame();
                failures = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            } catch (SQLException e) {
                LOG.warnf("partition %s cannot read what it knows: %s", name, e.getMessage());
                becomes(LoopState.DATABASE_UNAVAILABLE);
                Commits.pause(++failures);
            } catch (RuntimeException e) {
                LOG.error("partition " + name + " throws its session away and rebuilds", e);
                persistence.failed(e, blame, "rebuild");
                Commits.pause(++failures);
            }
        }
    }

    private Partition ready() throws SQLException {
        persistence.begin();
        alignment.align(present.get(), steps::watched, commits::announce);
        if (state != LoopState.READY) {
            persistence.goOn();
            becomes(LoopState.READY);
        }
        return present.get();
    }

    /** Waits for work or for what is due; returns with what is there, answers of people before alerts. */
    private List<Work> drain(Partition ready) throws InterruptedException {
        List<Work> works = new ArrayList<>();
        int inputs = 0;
        int most = caution.careful() ? 1 : mostInputs;
        for (Work work = line.poll(untilDue(ready)); work != null; work = inputs < most ? line.poll() : null) {
            works.add(work);
            inputs += work.inputs();
        }
        works.sort((a, b) -> Boolean.compare(a instanceof Work.Alerts, b instanceof Work.Alerts));
        return works;
    }

    private long untilDue(Partition ready) {
        OptionalLong due = ready.nextDue();
        return due.isEmpty()
                ? IDLE.toMillis()
                : Math.max(0, Math.min(IDLE.toMillis(), due.getAsLong() - clock.millis()));
    }

    /** Whoever waits when the state is not ready any longer hears so at once. */
    private void becomes(LoopState next) {
        state = next;
        if (next != LoopState.READY) {
            refuseAll();
        }
    }

    private void refuseAll() {
        for (Work work = line.poll(); work != null; work = line.poll()) {
            work.refuse(new Busy(COME_AGAIN, state.busyReason()));
        }
    }
}
