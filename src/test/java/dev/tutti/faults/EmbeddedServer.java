package dev.tutti.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PostgreSQL that a service started for itself, handled from outside as an operator or an accident would. */
final class EmbeddedServer {

    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Path data;

    EmbeddedServer(Path data) {
        this.data = data;
    }

    Connection connect() throws SQLException {
        try {
            String port = Files.readAllLines(pidFile()).get(3).strip();
            String password = Files.readString(data.resolve("password")).strip();
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/tutti", "tutti", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return postmaster().isPresent();
    }

    /** SIGKILL for the postmaster; its children notice and end. */
    void kill() {
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** SIGSTOP for all of its processes: nothing fails, and nothing goes on. */
    void freeze() {
        Signals.send("STOP", all());
    }

    void thaw() {
        Signals.send("CONT", all());
    }

    /** A fast shutdown, as for an upgrade. */
    void shutDown() {
        Signals.send("INT", postmaster().stream());
        Moments.await(STOP, "PostgreSQL has stopped", () -> Files.notExists(pidFile()));
    }

    /** As it was started before, at the same port. */
    void startAgain() {
        try {
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses root
            }
            Matcher words = QUOTED.matcher(Files.readString(cluster().resolve("postmaster.opts")));
            command.add(Files.readString(cluster().resolve("postmaster.opts")).split(" ", 2)[0]);
            while (words.find()) {
                command.add(words.group(1));
            }
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("../postgres.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            if (Files.notExists(pidFile())) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::isPostgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number may have gone to some other program since. */
    private boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }

    private Stream<ProcessHandle> all() {
        return postmaster().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private Path cluster() {
        return data.resolve("postgresql");
    }

    private Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }
}
