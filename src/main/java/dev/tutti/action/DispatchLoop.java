package dev.tutti.action;

import dev.tutti.fact.Capability;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Claims orders and hands them to a bounded number of workers. A tool gets at most half of them, so that one that hangs
 * does not keep the others waiting; what waits for it stays unclaimed.
 */
final class DispatchLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(DispatchLoop.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(18);

    private final Outbox outbox;
    private final Errands errands;
    private final Tools tools;
    private final Supplier<List<Capability>> capabilities;
    private final DispatchMetrics metrics;
    private final Duration poll;
    private final int mostPerTool;
    private final Semaphore free;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
    private final ExecutorService workers;
    private volatile boolean stopping;

    DispatchLoop(
            Outbox outbox,
            Errands errands,
            Tools tools,
            Supplier<List<Capability>> capabilities,
            DispatchConfig config,
            DispatchMetrics metrics) {
        this.outbox = outbox;
        this.errands = errands;
        this.tools = tools;
        this.capabilities = capabilities;
        this.metrics = metrics;
        this.poll = config.poll();
        this.mostPerTool = Math.max(1, config.workers() / 2);
        this.free = new Semaphore(config.workers());
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                config.workers(), work -> daemon(work, "dispatch-" + number.incrementAndGet()));
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
        workers.shutdown();
        if (!workers.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("calls are still under way; what became of them is found out at the next start");
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                boolean more = round();
                metrics.oldest(outbox.oldest());
                if (!more && news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
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

    /** Hands out what can be handed out; true when it is worth looking again at once. */
    boolean round() throws SQLException {
        int idle = free.availablePermits();
        if (idle == 0 || stopping) {
            return false;
        }
        boolean crowded = false;
        for (Claim claim : outbox.claim(idle, crowdedOut())) {
            Optional<Semaphore> lane = lane(claim.capability());
            if (stopping || (lane.isPresent() && !lane.get().tryAcquire())) {
                outbox.putBack(claim, Duration.ZERO);
                crowded = true;
            } else {
                hand(claim, lane);
            }
        }
        return crowded && free.availablePermits() > 0;
    }

    private void hand(Claim claim, Optional<Semaphore> lane) {
        free.acquireUninterruptibly();
        workers.execute(() -> {
            try {
                errands.run(claim);
            } catch (SQLException e) {
                LOG.warnf("action %s waits for the database: %s", claim.action().id(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(
                        e, "action %s could not be carried out", claim.action().id());
            } finally {
                lane.ifPresent(Semaphore::release);
                free.release();
                wake();
            }
        });
    }

    private Optional<Semaphore> lane(String capability) {
        return tools.provider(capability)
                .map(provider -> lanes.computeIfAbsent(provider.instance(), name -> new Semaphore(mostPerTool)));
    }

    private List<String> crowdedOut() {
        return capabilities.get().stream()
                .map(Capability::name)
                .filter(name ->
                        lane(name).map(lane -> lane.availablePermits() == 0).orElse(false))
                .toList();
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
