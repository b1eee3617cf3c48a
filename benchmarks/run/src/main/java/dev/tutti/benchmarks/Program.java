package dev.tutti.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, all with the same heap, which is there from the start as where a server is at home. */
final class Program implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final int port;

    /**
     * Starts it and waits until it listens.
     *
     * @param jvm further options of the JVM
     * @param log where its output goes
     */
    Program(Path jar, Map<String, String> environment, List<String> jvm, Path log) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms4g",
                "-Xmx4g",
                "-XX:MaxGCPauseMillis=20"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        this.process = builder.start();
        await(log.toFile());
    }

    int port() {
        return port;
    }

    /** Processor time since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Processor time of its JVM's compilers since its start; known on Linux only, and zero elsewhere. */
    Duration compilers() throws IOException {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (Files.notExists(tasks)) {
            return Duration.ZERO;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.map(thread -> ProcStat.read(thread.resolve("stat")))
                    .filter(thread -> thread.name().contains("CompilerThre"))
                    .map(ProcStat::own)
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    private void await(File log) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the program did not start, see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
    }
}
