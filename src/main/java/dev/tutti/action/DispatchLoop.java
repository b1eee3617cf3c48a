package dev.tutti.action;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Claims orders, tool by tool, and hands them to workers. Each tool has workers of its own, and nothing is claimed for one
 * that may not be called now, so that no tool keeps another waiting; what waits for a tool stays unclaimed.
 */
final class DispatchLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(DispatchLoop.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(18);

    private final Outbox outbox;
    private final Errands errands;
    private final Tools tools;
    private final Lanes lanes;
    private final Protection protection;
    private final DispatchMetrics metrics;
    private final Duration poll;
    private final Semaphore news = new Semaphore(0);
    private final Workers workers;
    private long measuredAt;
    private volatile boolean stopping;

    DispatchLoop(
            Outbox outbox,
            Errands errands,
            Tools tools,
            Lanes lanes,
            Protection protection,
            DispatchConfig config,
            DispatchMetrics metrics,
            Workers workers) {
        this.outbox = outbox;
        this.errands = errands;
        this.tools = tools;
        this.lanes = lanes;
        this.protection = protection;
        this.metrics = metrics;
        this.poll = config.poll();
        this.measuredAt = System.nanoTime() - poll.toNanos();
        this.workers = workers;
        lanes.whenAllowed(this::wake);
    }

    Thread start() {
        Thread thread = daemon(this, "dispatch");
        thread.start();
        return thread;
    }

    /** There may be something to do; returns at once. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Begins nothing new and waits for the calls under way, which end within their own bounds. */
    void stop() throws InterruptedException {
        stopping = true;
        wake();
        if (!workers.stop(LAST_CALLS)) {
            LOG.warn("calls are still under way; what became of them is found out at the next start");
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                round();
                measure();
                if (news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (SQLException e) {
                LOG.warnf("the outbox cannot be read now: %s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.error("the outbox could not be worked off", e);
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
    }

    /** Hands out what can be handed out now. */
    void round() throws SQLException {
        Map<Lane, List<String>> waiting = new LinkedHashMap<>();
        for (String addressee : outbox.waiting()) {
            waiting.computeIfAbsent(lanes.of(tools.provider(addressee)), lane -> new ArrayList<>())
                    .add(addressee);
        }
        lanes.waiting(waiting.keySet());
        for (Map.Entry<Lane, List<String>> one : waiting.entrySet()) {
            Lane lane = one.getKey();
            int room = stopping ? 0 : lane.room();
            List<Claim> claims = room == 0 ? List.of() : outbox.claim(one.getValue(), room);
            lane.behind(claims.size() == room);
            for (Claim claim : claims) {
                hand(claim, lane);
            }
        }
    }

    private void hand(Claim claim, Lane lane) throws SQLException {
        if (stopping || !lane.enter()) {
            outbox.release(claim);
            lane.behind(true);
            return;
        }
        carryOut(lane, claim, () -> errands.run(claim));
    }

    /** Carries out what is committed by now; it is in the lane already. */
    void begin(Handover.Taken taken) {
        carryOut(
                taken.lane(),
                taken.claim(),
                () -> errands.begin(taken.claim(), taken.context() == protection.changes()));
    }

    private interface Errand {
        void run() throws SQLException;
    }

    private void carryOut(Lane lane, Claim claim, Errand errand) {
        Runnable work = () -> {
            try {
                errand.run();
            } catch (SQLException e) {
                LOG.warnf("action %s waits for the database: %s", claim.action().id(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(
                        e, "action %s could not be carried out", claim.action().id());
            } finally {
                lane.leave();
                if (lane.behind()) {
                    wake();
                }
            }
        };
        try {
            workers.begin(work);
        } catch (RejectedExecutionException e) {
            // It was stopped this moment; the lease of what was claimed ends by itself.
            lane.leave();
        }
    }

    /** Once a poll, since it looks at every order there is. */
    private void measure() throws SQLException {
        if (System.nanoTime() - measuredAt >= poll.toNanos()) {
            metrics.oldest(outbox.oldest());
            measuredAt = System.nanoTime();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(poll.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
