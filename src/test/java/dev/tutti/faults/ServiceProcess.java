package dev.tutti.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged service in a process of its own; it can be killed, and started again on the same data and port. */
final class ServiceProcess implements AutoCloseable {

    static final String ADMIN = "faults-admin-0123456789abcdef0123456789abcdef";

    /** The system property with the path of libfaketime, where the clock is to be set. */
    static final String FAKETIME = "tutti.faketime";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PROBE = Duration.ofSeconds(5);

    private static final int LAST_WORDS = 40;

    private final Path folder;
    private final Path agent;
    private final Map<String, String> settings;
    private final int port = freePort();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE)
            .build();
    private Optional<Process> process = Optional.empty();

    /**
     * Of the service that is packaged in {@code target/}, or at the path in the system property {@code tutti.jar}.
     *
     * @param settings system properties of the service
     */
    ServiceProcess(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.agent = AgentJar.in(folder);
        this.settings = new TreeMap<>(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the service takes for {@code TUTTI_DATA_DIR}. */
    Path data() {
        return folder.resolve("data");
    }

    EmbeddedServer postgres() {
        return new EmbeddedServer(data());
    }

    Path log() {
        return folder.resolve("service.log");
    }

    long pid() {
        return process.orElseThrow().pid();
    }

    /** Begins to start; {@code order} is what the agent is to do, or empty. */
    void start(String order) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + System.getProperty("tutti.heap", "768m"));
        command.add("-XX:TieredStopAtLevel=" + System.getProperty("tutti.tier", "1")); // most of its life is a start
        command.add("-javaagent:" + agent + "=" + order);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("TUTTI_DATA_DIR", data().toString());
        builder.environment().put("TUTTI_BOOTSTRAP_TOKEN", ADMIN);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        try {
            if (System.getProperty(FAKETIME) != null) {
                builder.environment()
                        .putAll(Map.of(
                                "LD_PRELOAD",
                                System.getProperty(FAKETIME),
                                "DONT_FAKE_MONOTONIC",
                                "1",
                                "FAKETIME_NO_CACHE",
                                "1",
                                "FAKETIME_TIMESTAMP_FILE",
                                clockFile().toString()));
                setClock(0);
            }
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the clock of the service and of its PostgreSQL to so many seconds from the true time; needs {@link #FAKETIME}. */
    void setClock(int offsetSeconds) throws IOException {
        Path draft = folder.resolve("clock.new");
        Files.writeString(draft, "%+d".formatted(offsetSeconds));
        Files.move(draft, clockFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path clockFile() {
        return folder.resolve("clock");
    }

    /** Waits until it is ready, or until it has ended; says which. */
    boolean awaitReady() {
        Moments.await(
                START, "the service is ready or has ended, see " + log(), () -> !alive() || status("ready") == 200);
        return alive();
    }

    /** The status of {@code /q/health/} and this; 0 when nobody answers in five seconds. */
    int status(String check) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address().resolve("/q/health/" + check))
                    .timeout(PROBE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    boolean alive() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** SIGKILL, for the JVM alone. */
    void kill() {
        process.ifPresent(Process::destroyForcibly);
    }

    /** SIGSTOP: nothing of it goes on, and nothing of it is lost. */
    void freeze() {
        Signals.send("STOP", process.stream().map(Process::toHandle));
    }

    void thaw() {
        Signals.send("CONT", process.stream().map(Process::toHandle));
    }

    /** Waits for its end; empty when it does not come in time. */
    Optional<Integer> awaitEnd(Duration most) {
        try {
            Process present = process.orElseThrow();
            return present.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(present.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; its PostgreSQL stops with it. */
    void stop() {
        process.ifPresent(Process::destroy);
        if (awaitEnd(Duration.ofMinutes(1)).isEmpty()) {
            throw new AssertionError("the service did not stop within 60 s, see " + log());
        }
    }

    /** Whatever state they are in: neither the service nor its PostgreSQL is left. */
    @Override
    public void close() {
        kill();
        postgres().kill();
    }

    void deleteData() {
        Folders.delete(folder);
    }

    /** The end of its log, for a message. */
    String lastWords() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    /** The last line of its log with this in it. */
    String lastLine(String with) {
        return lines().stream()
                .filter(line -> line.contains(with))
                .reduce((first, last) -> last)
                .orElse("");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
