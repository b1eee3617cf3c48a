package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Journal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one partition. Requests wait on a bounded queue; the loop drains what is there, works off what is due by
 * itself first, lets the partition conclude one input after the other, commits them together, and answers everybody.
 */
final class PartitionLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(PartitionLoop.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int ATTEMPTS_PER_INPUT = 2;

    private final String name;
    private final Journal journal;
    private final Supplier<Partition> rebuild;
    private final List<CommitListener> listeners;
    private final Clock clock;
    private final int mostInputs;
    private final BlockingQueue<Work> queue;

    private volatile LoopState state = LoopState.REBUILDING;
    private volatile boolean stopping;
    private @Nullable Partition partition;

    PartitionLoop(
            String name,
            Journal journal,
            Supplier<Partition> rebuild,
            List<CommitListener> listeners,
            Clock clock,
            ConductorConfig config) {
        this.name = name;
        this.journal = journal;
        this.rebuild = rebuild;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.mostInputs = config.batch();
        this.queue = new ArrayBlockingQueue<>(config.queue());
    }

    LoopState state() {
        return state;
    }

    int waiting() {
        return queue.size();
    }

    /** Takes the work, or refuses it at once. */
    void offer(Work work) {
        if (state != LoopState.READY) {
            work.refuse(new Busy(COME_AGAIN, state.busyReason()));
        } else if (!queue.offer(work)) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.QUEUE_FULL));
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
        } finally {
            state = LoopState.STOPPING;
            refuseAll(new Busy(COME_AGAIN, BusyReason.STOPPING));
            discard();
        }
    }

    private void loop() {
        int failures = 0;
        while (!stopping) {
            try {
                Partition ready = partition();
                List<Work> works = drain(ready);
                conclude(ready, works);
                failures = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            } catch (RuntimeException e) {
                LOG.error("partition " + name + " throws its session away and rebuilds", e);
                discard();
                pause(++failures);
            }
        }
    }

    private Partition partition() {
        Partition present = partition;
        if (present == null) {
            state = LoopState.REBUILDING;
            present = rebuild.get();
            partition = present;
            state = LoopState.READY;
            LOG.infof("partition %s is ready at %d with %d facts", name, present.sequence(), present.liveFacts());
        }
        return present;
    }

    private void discard() {
        Partition old = partition;
        partition = null;
        if (old != null) {
            old.close();
        }
    }

    /** Waits for work or for what is due; returns with what is there, answers of people before alerts. */
    private List<Work> drain(Partition ready) throws InterruptedException {
        List<Work> works = new ArrayList<>();
        Work first = queue.poll(untilDue(ready), TimeUnit.MILLISECONDS);
        int inputs = 0;
        for (Work work = first; work != null; work = inputs < mostInputs ? queue.poll() : null) {
            works.add(work);
            inputs += work instanceof Work.Alerts alerts ? alerts.reports().size() : 1;
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

    /** One batch; after a failure of the engine its works are tried one by one, each in a commit of its own. */
    private void conclude(Partition ready, List<Work> works) {
        try {
            attempt(ready, works, false);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "a batch of partition %s failed; its works are tried one by one", name);
            discard();
            works.forEach(this::concludeAlone);
        } catch (SQLException e) {
            LOG.warnf("partition %s cannot read what it knows: %s", name, e.getMessage());
            works.forEach(work -> work.refuse(new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE)));
        }
    }

    /** Alone means every report for itself: a neighbour in the same request must not be set aside with it. */
    private void concludeAlone(Work work) {
        if (work instanceof Work.Alerts alerts && alerts.reports().size() > 1) {
            List<Receipt> receipts = new ArrayList<>();
            for (AlertReport report : alerts.reports()) {
                CompletableFuture<Reception> one = new CompletableFuture<>();
                concludeAlone(new Work.Alerts(List.of(report), one));
                if (one.join() instanceof Reception.Received received) {
                    receipts.addAll(received.receipts());
                }
            }
            boolean all = receipts.size() == alerts.reports().size();
            // What was kept is known when the sender comes again with the whole request.
            alerts.answer()
                    .complete(all ? new Reception.Received(receipts) : new Busy(COME_AGAIN, BusyReason.REBUILDING));
            return;
        }
        for (int attempt = 1; attempt <= ATTEMPTS_PER_INPUT && !stopping; attempt++) {
            try {
                attempt(partition(), List.of(work), attempt == ATTEMPTS_PER_INPUT);
                return;
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "partition %s failed on one input, attempt %d", name, attempt);
                discard();
            } catch (SQLException e) {
                LOG.warnf("partition %s cannot read what it knows: %s", name, e.getMessage());
                break;
            }
        }
        work.refuse(new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE));
    }

    private void attempt(Partition ready, List<Work> works, boolean settingAside) throws SQLException {
        List<AlertReport> reports = works.stream()
                .filter(Work.Alerts.class::isInstance)
                .flatMap(work -> ((Work.Alerts) work).reports().stream())
                .toList();
        KnownAlerts known = new KnownAlerts(journal.known(
                reports, reports.stream().map(PartitionLoop::alertId).toList()));
        List<Conclusion> conclusions = new ArrayList<>();
        List<Runnable> answers = new ArrayList<>();
        for (Work work : works) {
            long now = Math.max(clock.millis(), ready.now());
            tick(ready, now, conclusions);
            if (work instanceof Work.Single single) {
                Conclusion conclusion = ready.apply(single.input(), now);
                conclusions.add(conclusion);
                answers.add(() -> single.answer(conclusion.answer()));
            } else if (work instanceof Work.Alerts alerts) {
                List<Receipt> receipts = new ArrayList<>();
                for (AlertReport report : alerts.reports()) {
                    receipts.add(receive(ready, report, now, known, conclusions, settingAside));
                }
                answers.add(() -> alerts.answer().complete(new Reception.Received(receipts)));
            }
        }
        if (works.isEmpty()) {
            tick(ready, Math.max(clock.millis(), ready.now()), conclusions);
        }
        commit(conclusions, known.redelivered());
        answers.forEach(Runnable::run);
    }

    /** What is due comes before what arrives at the same time, one due time after the other. */
    static void tick(Partition ready, long now, List<Conclusion> conclusions) {
        for (OptionalLong due = ready.nextDue(); due.isPresent() && due.getAsLong() <= now; due = ready.nextDue()) {
            conclusions.add(ready.apply(new Input.Tick(), Math.max(due.getAsLong(), ready.now())));
        }
    }

    private static Receipt receive(
            Partition ready,
            AlertReport report,
            long now,
            KnownAlerts known,
            List<Conclusion> conclusions,
            boolean settingAside) {
        String alertId = alertId(report);
        return known.repeat(alertId).orElseGet(() -> {
            Input.AlertReceived received = new Input.AlertReceived(alertId, report, known.conflicts(report));
            Conclusion conclusion = settingAside ? ready.setAside(received, now) : ready.apply(received, now);
            conclusions.add(conclusion);
            DecisionRecord decision = conclusion.decisions().get(0);
            return known.receipt(received, decision);
        });
    }

    private static String alertId(AlertReport report) {
        return Identities.alert(report.tenant(), report.source(), report.sourceId(), report.digest());
    }

    /** Tries until the database has answered; a fenced partition is rebuilt, and its callers come again. */
    private void commit(List<Conclusion> conclusions, Collection<String> redelivered) {
        if (conclusions.isEmpty() && redelivered.isEmpty()) {
            return;
        }
        UUID batchId = UUID.randomUUID();
        for (int attempt = 1; ; attempt++) {
            CommitResult result = journal.commit(batchId, name, conclusions, redelivered);
            if (result == CommitResult.COMMITTED) {
                state = LoopState.READY;
                listeners.forEach(listener -> listener.committed(conclusions));
                return;
            }
            if (result == CommitResult.FENCED || stopping) {
                throw new IllegalStateException("batch " + batchId + " of partition " + name + " is " + result);
            }
            state = LoopState.DATABASE_UNAVAILABLE;
            pause(attempt);
        }
    }

    private void refuseAll(Busy busy) {
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            work.refuse(busy);
        }
    }

    private void pause(int attempt) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(10, attempt));
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
