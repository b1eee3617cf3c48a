package dev.tutti.conductor;

import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Commitment;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A batch whose commit was begun and not ended.
 *
 * @param commitment empty when there was nothing to commit
 * @param answer to be called when it is committed
 * @param first what the first try comes to
 */
record InFlight(Optional<Commitment> commitment, Runnable answer, CompletableFuture<CommitResult> first) {

    /** Waits for the first try; throws what it threw. */
    CommitResult result() {
        try {
            return first.join();
        } catch (CompletionException | CancellationException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
