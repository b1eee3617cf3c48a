package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Journal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Commits what one partition concluded, and tries until the database has answered. */
final class Commits {

    /** What was concluded stands on what is no longer so; the partition must be rebuilt, and nobody is to blame. */
    static final class Superseded extends RuntimeException {
        Superseded(String message) {
            super(message);
        }
    }

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String partition;
    private final Journal journal;
    private final News news;
    private final Caution caution;
    private final List<CommitListener> listeners;
    private final Consumer<LoopState> states;
    private final BooleanSupplier stopping;

    Commits(
            String partition,
            Journal journal,
            News news,
            Caution caution,
            List<CommitListener> listeners,
            Consumer<LoopState> states,
            BooleanSupplier stopping) {
        this.partition = partition;
        this.journal = journal;
        this.news = news;
        this.caution = caution;
        this.listeners = List.copyOf(listeners);
        this.states = states;
        this.stopping = stopping;
    }

    /**
     * Returns when it is committed.
     *
     * @throws Superseded when it is not, and never will be
     * @throws IllegalStateException when the journal refuses what was concluded
     */
    void commit(List<Conclusion> conclusions, Collection<String> redelivered) {
        if (conclusions.isEmpty() && redelivered.isEmpty()) {
            return;
        }
        UUID batchId = UUID.randomUUID();
        for (int attempt = 1; ; attempt++) {
            CommitResult result =
                    journal.commit(batchId, partition, conclusions, redelivered, news.marks(), caution.careful());
            if (result == CommitResult.COMMITTED) {
                if (attempt > 1) {
                    states.accept(LoopState.READY);
                }
                committed(conclusions);
                return;
            }
            if (result == CommitResult.STALE) {
                news.missed(conclusions);
            }
            if (result == CommitResult.FENCED || result == CommitResult.STALE || stopping.getAsBoolean()) {
                throw new Superseded("batch " + batchId + " of partition " + partition + " is " + result);
            }
            states.accept(LoopState.DATABASE_UNAVAILABLE);
            pause(attempt);
        }
    }

    /**
     * The first inputs after a rebuild, tried once; what was written down before steps stays, since it is not about these.
     *
     * @throws Superseded when they are not committed, or nobody knows: the partition must be rebuilt once more
     */
    void announce(List<Conclusion> conclusions) {
        CommitResult result = journal.commit(UUID.randomUUID(), partition, conclusions, List.of(), news.marks());
        if (result == CommitResult.STALE) {
            news.missed(conclusions);
        }
        if (result != CommitResult.COMMITTED) {
            throw new Superseded("the first input after the rebuild of partition " + partition + " is " + result);
        }
        committed(conclusions);
    }

    private void committed(List<Conclusion> conclusions) {
        news.committed(conclusions);
        listeners.forEach(listener -> listener.committed(conclusions));
    }

    /** Longer after each failure; an interrupt ends it. */
    static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(10, attempt)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
