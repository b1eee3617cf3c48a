package dev.tutti.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A tool that says yes at once and remembers when it was asked; in the process of the load, so that there is one clock. */
final class StubTool implements AutoCloseable {

    private static final byte[] YES = "{\"id\":\"b-1\"}".getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final HttpServer server;
    private final Map<Integer, Long> due = new ConcurrentHashMap<>();
    private final Map<Integer, Long> arrivals = new ConcurrentHashMap<>();

    StubTool() {
        // Without it the JDK's server keeps short answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/blocks/", this::block);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** This alert is about to be posted, or was due then. */
    void expect(int alert, long dueNanos) {
        due.put(alert, dueNanos);
    }

    /** Waits until all of these were asked for; says how many were not. */
    int awaitAll(Collection<Integer> alerts) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            int missing =
                    (int) alerts.stream().filter(i -> !arrivals.containsKey(i)).count();
            if (missing == 0 || System.nanoTime() > end) {
                return missing;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** From when each alert was due to the arrival of its action, in milliseconds. */
    List<Double> delays(Collection<Integer> alerts) {
        return alerts.stream()
                .filter(arrivals::containsKey)
                .map(i -> (arrivals.get(i) - due.get(i)) / 1e6)
                .toList();
    }

    private void block(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        arrivals.putIfAbsent(Alerts.number(path.substring(path.lastIndexOf('/') + 1)), now);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, YES.length);
        exchange.getResponseBody().write(YES);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
