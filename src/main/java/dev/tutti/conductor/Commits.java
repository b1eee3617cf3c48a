package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Commitment;
import dev.tutti.journal.FirstAttempt;
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
        Commitment commitment = commitment(conclusions, redelivered, caution.careful());
        boolean committed = false;
        try {
            commit(commitment);
            committed = true;
        } finally {
            over(commitment, committed);
        }
    }

    private void commit(Commitment commitment) {
        for (int attempt = 1; ; attempt++) {
            CommitResult result = journal.commit(commitment, news.marks());
            if (result == CommitResult.COMMITTED) {
                if (attempt > 1) {
                    states.accept(LoopState.READY);
                }
                return;
            }
            if (result == CommitResult.STALE) {
                news.missed(commitment.conclusions());
            }
            if (result == CommitResult.FENCED || result == CommitResult.STALE || stopping.getAsBoolean()) {
                throw new Superseded("batch " + commitment.batchId() + " of partition " + partition + " is " + result);
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
        Commitment commitment = commitment(conclusions, List.of(), false);
        CommitResult result = CommitResult.UNAVAILABLE;
        try {
            result = journal.commit(commitment, news.marks());
        } finally {
            over(commitment, result == CommitResult.COMMITTED);
        }
        if (result == CommitResult.STALE) {
            news.missed(conclusions);
        }
        if (result != CommitResult.COMMITTED) {
            throw new Superseded("the first input after the rebuild of partition " + partition + " is " + result);
        }
    }

    private Commitment commitment(List<Conclusion> conclusions, Collection<String> redelivered, boolean careful) {
        UUID batchId = UUID.randomUUID();
        List<FirstAttempt> attempts = listeners.stream()
                .flatMap(listener -> listener.committing(batchId, conclusions).stream())
                .toList();
        return new Commitment(batchId, partition, conclusions, redelivered, attempts, careful);
    }

    private void over(Commitment commitment, boolean committed) {
        if (!committed) {
            listeners.forEach(listener -> listener.dropped(commitment.batchId()));
            return;
        }
        news.committed(commitment.conclusions());
        listeners.forEach(listener -> listener.committed(commitment.batchId(), commitment.conclusions()));
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
