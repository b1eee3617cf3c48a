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
    private static final int STOP_SECONDS = 60;

    private static final int POLLS_PER_SECOND = 10;

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
        awaitEnd(cluster);
    }

    /** Waits until the server of this cluster is gone, if one is. */
    static void awaitEnd(Path cluster) throws IOException {
        for (int waited = 0; waited < STOP_SECONDS * POLLS_PER_SECOND; waited++) {
            // Removing its file is the server's last deed; the process may stay as a zombie where nobody reaps it.
            var process = recorded(cluster).filter(each -> serves(each, cluster));
            if (process.isEmpty()) {
                return;
            }
            pause(process.get());
        }
        throw new IOException("PostgreSQL has not stopped after " + STOP_SECONDS
                + " seconds; wait for it or stop it by hand, then start again");
    }

    private static void pause(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(1000 / POLLS_PER_SECOND, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not yet.
        } catch (ExecutionException e) {
            throw new IOException("the end of PostgreSQL could not be awaited", e);
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

    /**
     * Asks for a fast shutdown: sessions are ended, then a checkpoint is written. That is SIGINT; Java itself can send
     * SIGTERM only, on which PostgreSQL waits for its sessions.
     */
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
