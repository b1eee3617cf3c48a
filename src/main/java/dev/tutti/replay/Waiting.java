package dev.tutti.replay;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work that another thread does, whose failures are ours. */
final class Waiting {

    private Waiting() {}

    static <T> T on(Future<T> work) {
        try {
            return work.get();
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
}
