package dev.tutti.action;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that carry orders out: as many as the lanes let in together, and none for a tool that has nothing to do. */
final class Workers implements Executor {

    private final ExecutorService threads;

    Workers() {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "dispatch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins a call.
     *
     * @throws RejectedExecutionException when no more are begun
     */
    void begin(Runnable call) {
        threads.execute(call);
    }

    /** Does what must be done even at the end, then by whoever asks for it. */
    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    /** Begins nothing new and waits for what is under way; false when it takes longer than this. */
    boolean stop(Duration longest) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
