package dev.tutti.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A tool that speaks as the shipped manifest says, keeps what it did as long as the driver lives, and can be told to
 * misbehave. One lock, so that its state and the ledger say the same.
 */
final class StubTool implements AutoCloseable {

    /** How it behaves towards changes. */
    enum Mood {
        WELL,
        /** Takes the call, does nothing, and does not answer. */
        HANGS,
        /** Does nothing and answers 500. */
        FAILS,
        /** Does nothing and answers 429 with {@code Retry-After: 1}. */
        BUSY
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_HANG_SECONDS = 60;

    private final String name;
    private final Ledger ledger;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(StubTool::daemon);
    private final Map<String, String> done = new HashMap<>();
    private volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch mended = new CountDownLatch(0);

    private record Reply(int status, String body) {}

    StubTool(String name, Ledger ledger, Clock clock) throws IOException {
        this.name = name;
        this.ledger = ledger;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whoever hangs is let go when this changes. */
    void mood(Mood next) {
        mended.countDown();
        mended = new CountDownLatch(next == Mood.HANGS ? 1 : 0);
        mood = next;
    }

    @Override
    public void close() {
        mended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            Reply reply = method.equals("GET") ? read(path) : change(path, body, exchange);
            byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Reply change(String[] path, JsonNode body, HttpExchange exchange) {
        Mood now = mood;
        String key = body.path("reference").asText();
        String what = what(path, body, exchange);
        switch (now) {
            case HANGS -> {
                ledger.add(new Ledger.Call(name, key, what, false, clock.instant()));
                await(mended);
                return new Reply(500, "{}");
            }
            case FAILS -> {
                ledger.add(new Ledger.Call(name, key, what, false, clock.instant()));
                return new Reply(500, "{}");
            }
            case BUSY -> {
                ledger.add(new Ledger.Call(name, key, what, false, clock.instant()));
                exchange.getResponseHeaders().set("Retry-After", "1");
                return new Reply(429, "{}");
            }
            case WELL -> {
                return carryOut(key, what, body);
            }
        }
        throw new AssertionError(now);
    }

    private Reply carryOut(String key, String what, JsonNode body) {
        boolean first;
        synchronized (done) {
            first = name.equals("chat") || done.putIfAbsent(what, key) == null;
            ledger.add(new Ledger.Call(name, key, target(what, body), first, clock.instant()));
        }
        return switch (name) {
            case "chat" -> new Reply(200, "{\"ok\":true,\"ts\":\"1\"}");
            case "edr" ->
                first
                        ? new Reply(201, "{\"id\":\"i\",\"state\":\"isolated\"}")
                        : new Reply(409, "{\"type\":\"urn:simulated:already-isolated\"}");
            default -> new Reply(first ? 201 : 200, "{\"id\":\"x\"}");
        };
    }

    private Reply read(String[] path) {
        synchronized (done) {
            boolean there = done.containsKey(path[path.length - 1]);
            if (name.equals("edr")) {
                return new Reply(200, "{\"state\":\"" + (there ? "isolated" : "connected") + "\"}");
            }
            return there ? new Reply(200, "{}") : new Reply(404, "{\"type\":\"urn:simulated:no-such-block\"}");
        }
    }

    /** By what the tool knows that it was asked before: the target, or the key where the tool takes one. */
    private String what(String[] path, JsonNode body, HttpExchange exchange) {
        return switch (name) {
            case "tickets" -> exchange.getRequestHeaders().getFirst("Idempotency-Key");
            case "chat" -> target("", body);
            default -> path[1];
        };
    }

    private String target(String what, JsonNode body) {
        return switch (name) {
            case "tickets" -> body.path("summary").asText();
            case "chat" ->
                body.path("channel").asText() + " " + body.path("text").asText();
            default -> what;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stub-tool");
        thread.setDaemon(true);
        return thread;
    }
}
