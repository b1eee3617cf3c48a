package dev.tutti.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server process of one cluster, found by its {@code postmaster.pid}: a server outlives the process that
 * started it when that one is killed.
 */
final class Postmaster {

    /** A fast shutdown writes a checkpoint, which takes a while on a slow disk. */
    private static final long STOP_SECONDS = 60;

    private Postmaster() {}

    /** Only for who holds the data directory. Throws when the server does not go. */
    static void stopLeftOver(Path cluster) throws IOException {
        var process = recorded(cluster);
        if (process.isEmpty()) {
            return;
        }
        if (!serves(process.get(), cluster)) {
            // The number went to some other program since; PostgreSQL would take that for its running self.
            Files.delete(pidFile(cluster));
            return;
        }
        System.err.println("tutti: stopping the PostgreSQL that a killed process left behind (process "
                + process.get().pid() + ")");
        interrupt(process.get());
        awaitEnd(process.get());
    }

    /** Waits until the server of this cluster is gone, if one is. */
    static void awaitEnd(Path cluster) throws IOException {
        var process = recorded(cluster).filter(each -> serves(each, cluster));
        if (process.isPresent()) {
            awaitEnd(process.get());
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "PostgreSQL (process " + process.pid() + ") has not stopped after " + STOP_SECONDS
                            + " seconds; wait for it or stop it by hand, then start again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was stopping", e);
        }
    }

    private static Optional<ProcessHandle> recorded(Path cluster) throws IOException {
        if (Files.notExists(pidFile(cluster))) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile(cluster));
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        var arguments = process.info().arguments().orElse(new String[0]);
        return process.info().command().map(Path::of).map(Path::getFileName).stream()
                        .anyMatch(name -> name.toString().startsWith("postgres"))
                && Arrays.asList(arguments).contains(cluster.toString());
    }

    /** SIGINT asks for a fast shutdown: sessions are ended, then a checkpoint is written. Java itself can send no more than SIGTERM, on which PostgreSQL waits for its sessions. */
    private static void interrupt(ProcessHandle process) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            process.destroy();
            return;
        }
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).inheritIO().start();
    }

    private static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
