package dev.tutti.bare;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One thread that commits whatever waits, and then answers everybody. */
final class Group implements Runnable {

    private static final int MOST = 500;

    private record Waiting(Alert alert, CompletableFuture<Void> committed) {}

    private final AgroalDataSource database;
    private final Rows rows;
    private final Consumer<List<Alert>> committed;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(2_000);

    Group(AgroalDataSource database, Rows rows, Consumer<List<Alert>> committed) {
        this.database = database;
        this.rows = rows;
        this.committed = committed;
    }

    /** Completes after the commit. */
    CompletableFuture<Void> add(Alert alert) {
        Waiting waiting = new Waiting(alert, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waiting.committed().completeExceptionally(new IllegalStateException("the queue is full"));
        }
        return waiting.committed();
    }

    @Override
    public void run() {
        List<Waiting> batch = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST - 1);
                List<Alert> alerts = batch.stream().map(Waiting::alert).toList();
                rows.insert(connection, alerts);
                connection.commit();
                batch.forEach(waiting -> waiting.committed().complete(null));
                committed.accept(alerts);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
