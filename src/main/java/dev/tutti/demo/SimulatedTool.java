package dev.tutti.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One simulated tool behind its own port of the loopback interface. Reading is free; a change needs the token. */
public final class SimulatedTool implements AutoCloseable {

    private static final int MAX_BODY = 64 * 1024;
    private static final int THREADS = 4;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Behaviour behaviour;
    private final byte[] credentials;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, SimulatedTool::daemon);
    private final CallLedger ledger = new CallLedger();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

    private SimulatedTool(Behaviour behaviour, String token, int port, Clock clock) throws IOException {
        this.behaviour = behaviour;
        this.credentials = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /** Starts it at this port, or at a free one when that is 0. */
    static SimulatedTool start(Behaviour behaviour, String token, int port, Clock clock) {
        try {
            SimulatedTool tool = new SimulatedTool(behaviour, token, port, clock);
            tool.server.start();
            return tool;
        } catch (IOException e) {
            throw new UncheckedIOException(behaviour.title() + " cannot listen at port " + port, e);
        }
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked of it, in order, {@code GET /calls} itself left out. */
    public List<LoggedCall> calls() {
        return ledger.calls();
    }

    /** Makes the next change fail like this; told several times, the changes after it fail in that order. */
    public void failNext(Fault fault) {
        faults.add(fault);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String method = exchange.getRequestMethod();
            if (method.equals("GET") && path.equals("/calls")) {
                send(exchange, new Answer(200, Map.of("total", ledger.total(), "calls", ledger.calls())));
                return;
            }
            String key = header(exchange, "Idempotency-Key");
            LoggedCall call = new LoggedCall(behaviour.title(), method, path, key, clock.instant());
            ledger.add(call);
            Fault fault = call.change() ? faults.poll() : null;
            Answer answer = fault == Fault.BUSY || fault == Fault.ERROR_BEFORE ? broken(fault) : answer(exchange, key);
            if (fault == Fault.BUSY) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (fault != Fault.CUT_AFTER) {
                send(exchange, fault == Fault.ERROR_AFTER ? broken(fault) : answer);
            }
        }
    }

    private static Answer broken(@Nullable Fault fault) {
        return fault == Fault.BUSY
                ? Answer.problem(429, "busy", "Too many requests")
                : Answer.problem(500, "error", "Something went wrong");
    }

    private Answer answer(HttpExchange exchange, String key) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET")) {
            byte[] given = header(exchange, "Authorization").getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(credentials, given)) {
                return Answer.problem(401, "no-credentials", "A change needs the bearer token");
            }
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            return Answer.problem(413, "too-long", "The body is too long");
        }
        Map<String, Object> body = Map.of();
        if (bytes.length > 0) {
            try {
                body = JSON.readValue(bytes, new TypeReference<Map<String, Object>>() {});
            } catch (IOException e) {
                return Answer.problem(400, "not-json", "The body is not a JSON object");
            }
        }
        List<String> path = segments(exchange.getRequestURI());
        if (path.isEmpty()) {
            return new Answer(200, Map.of("title", behaviour.title()));
        }
        synchronized (behaviour) {
            return behaviour.answer(new Asked(method, path, key, body == null ? Map.of() : body));
        }
    }

    private static List<String> segments(URI address) {
        List<String> segments = new ArrayList<>();
        Arrays.stream(address.getRawPath().split("/"))
                .skip(1)
                .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
                .forEach(segments::add);
        return segments;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer.body());
        String type = answer.status() >= 400 ? "application/problem+json" : "application/json";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "simulated-tool");
        thread.setDaemon(true);
        return thread;
    }
}
