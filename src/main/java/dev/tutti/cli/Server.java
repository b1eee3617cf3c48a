package dev.tutti.cli;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the service over its database, and stops them in the opposite order. */
final class Server {

    private static final String URL = "quarkus.datasource.jdbc.url";

    /** Longer than Quarkus takes for its own graceful stop (quarkus.shutdown.timeout). */
    private static final long STOP_SECONDS = 45;

    private Server() {}

    /** Returns the exit code when the service has stopped. */
    static int run() {
        var stopped = new CountDownLatch(1);
        embedded().ifPresent(database -> {
            System.setProperty(URL, database.jdbcUrl());
            System.setProperty("quarkus.datasource.username", database.username());
            System.setProperty("quarkus.datasource.password", database.password());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, database), "stop-postgresql"));
        });
        var exitCode = new AtomicInteger();
        try {
            Quarkus.run(null, (code, failure) -> {
                exitCode.set(code);
                if (failure != null) {
                    System.err.println("tutti: the service did not start: " + reason(failure));
                }
            });
        } finally {
            stopped.countDown();
        }
        return exitCode.get();
    }

    /** What is at the bottom of it; Quarkus leaves telling it to whoever handles the exit. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    private static Optional<EmbeddedDatabase> embedded() {
        if (System.getenv("QUARKUS_DATASOURCE_JDBC_URL") != null || System.getProperty(URL) != null) {
            return Optional.empty();
        }
        var directory = Objects.requireNonNullElse(System.getenv("TUTTI_DATA_DIR"), ".tutti");
        return Optional.of(EmbeddedDatabase.start(Path.of(System.getProperty("tutti.data-dir", directory))));
    }

    /** A signal stops Quarkus in a hook of its own, at the same time as this one: the database waits for it. */
    private static void stop(CountDownLatch stopped, EmbeddedDatabase database) {
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("tutti: the service did not stop in time; stopping PostgreSQL under it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
