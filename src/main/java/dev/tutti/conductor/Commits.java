package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.journal.BudgetMarks;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Commitment;
import dev.tutti.journal.FirstAttempt;
import dev.tutti.journal.Journal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
        end(begin(conclusions, redelivered, () -> {}, Runnable::run));
    }

    /**
     * Begins to commit this. What is concluded meanwhile stands on it, so it is ended before that is committed.
     *
     * @param answer called as soon as it is committed
     * @param executor on whose thread it is tried for the first time
     */
    InFlight begin(List<Conclusion> conclusions, Collection<String> redelivered, Runnable answer, Executor executor) {
        if (conclusions.isEmpty() && redelivered.isEmpty()) {
            answer.run();
            return new InFlight(Optional.empty(), answer, CompletableFuture.completedFuture(CommitResult.COMMITTED));
        }
        Commitment commitment = commitment(conclusions, redelivered, caution.careful());
        BudgetMarks marks = news.marks();
        return new InFlight(
                Optional.of(commitment),
                answer,
                CompletableFuture.supplyAsync(() -> attempt(commitment, marks, answer), executor));
    }

    /**
     * Returns when it is committed and answered, on the partition's thread; tries until the database has said which.
     *
     * @throws Superseded when it is not, and never will be
     * @throws IllegalStateException when the journal refuses what was concluded
     */
    void end(InFlight inFlight) {
        boolean committed = false;
        try {
            end(inFlight, inFlight.result());
            committed = true;
        } finally {
            if (!committed) {
                inFlight.commitment().ifPresent(this::drop);
            }
        }
    }

    private void end(InFlight inFlight, CommitResult first) {
        CommitResult result = first;
        for (int attempt = 1; result != CommitResult.COMMITTED; attempt++) {
            Commitment commitment = inFlight.commitment().orElseThrow();
            if (result == CommitResult.STALE) {
                news.missed(commitment.conclusions());
            }
            if (result == CommitResult.FENCED || result == CommitResult.STALE || stopping.getAsBoolean()) {
                throw new Superseded("batch " + commitment.batchId() + " of partition " + partition + " is " + result);
            }
            states.accept(LoopState.DATABASE_UNAVAILABLE);
            pause(attempt);
            result = attempt(commitment, news.marks(), inFlight.answer());
            if (result == CommitResult.COMMITTED) {
                states.accept(LoopState.READY);
            }
        }
    }

    private CommitResult attempt(Commitment commitment, BudgetMarks marks, Runnable answer) {
        CommitResult result = journal.commit(commitment, marks);
        if (result == CommitResult.COMMITTED) {
            committed(commitment);
            answer.run();
        }
        return result;
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
            result = attempt(commitment, news.marks(), () -> {});
        } finally {
            if (result != CommitResult.COMMITTED) {
                drop(commitment);
            }
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

    private void committed(Commitment commitment) {
        news.committed(commitment.conclusions());
        listeners.forEach(listener -> listener.committed(commitment.batchId(), commitment.conclusions()));
    }

    private void drop(Commitment commitment) {
        listeners.forEach(listener -> listener.dropped(commitment.batchId()));
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
