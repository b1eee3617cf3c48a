package dev.tutti.replay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does work that might never end, and does not wait for it longer than so. */
final class Bounded implements AutoCloseable {

    private final Duration longest;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        // Some joins cannot be interrupted; such a thread must not keep the process alive.
        Thread thread = new Thread(work, "mutant");
        thread.setDaemon(true);
        return thread;
    });

    Bounded(Duration longest) {
        this.longest = longest;
    }

    /** The result; empty when there was none in time. */
    <T> Optional<T> of(Callable<T> work) {
        Future<T> result = threads.submit(work);
        try {
            return Optional.of(result.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            result.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cases were played", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
