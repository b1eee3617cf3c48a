package dev.tutti.faults;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The packaged service with shipped rules and connectors, four stub tools, an estate, and tokens for all who call. */
final class Theatre implements AutoCloseable {

    private static final String SECRET = "stub-tools";
    private static final Duration SETTLE = Duration.ofMinutes(2);

    final Clock clock = Clock.systemUTC();
    final Ledger ledger = new Ledger();
    final Receipts receipts = new Receipts();
    final Map<String, StubTool> tools = new LinkedHashMap<>();
    final ServiceProcess service;
    private final Map<String, String> tokens = new TreeMap<>();

    private Theatre(String name, Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of(
                // What a killed process had claimed is free again soon; the stub tools answer at once.
                "tutti.dispatch.lease", "4s",
                "tutti.dispatch.backoff.first", "200ms",
                "tutti.dispatch.backoff.max", "2s",
                "tutti.dispatch.max-attempts", "10000"));
        for (var tool : Map.of("firewall", "firewall", "edr", "edr", "tickets", "ticket", "chat", "chat")
                .entrySet()) {
            StubTool stub = new StubTool(tool.getKey(), ledger, clock);
            tools.put(tool.getKey(), stub);
            String prefix = "tutti.connectors.instances." + tool.getKey() + ".";
            all.put(prefix + "manifest", "simulated-" + tool.getValue());
            all.put(prefix + "base-url", stub.baseUrl().toString());
            all.put(prefix + "allowed-hosts", stub.baseUrl().getHost());
            all.put(prefix + "secret", SECRET);
        }
        all.putAll(settings);
        service = new ServiceProcess(Folders.fresh(name), all);
    }

    /** Started and ready. */
    static Theatre open(String name, Map<String, String> settings) {
        try {
            Theatre theatre = new Theatre(name, settings);
            theatre.service.start("");
            if (!theatre.service.awaitReady()) {
                throw new AssertionError("the service does not start:\n" + theatre.service.lastWords());
            }
            theatre.furnish();
            return theatre;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return service.address();
    }

    String token(String person) {
        return tokens.get(person);
    }

    RequestSpecification as(String person) {
        return by(tokens.get(person));
    }

    /** Waits until the executor has nothing left to do. */
    void settle() {
        Books books = new Books(this);
        Moments.await(SETTLE, "the outbox is empty", () -> books.waiting() == 0);
    }

    private RequestSpecification by(String token) {
        return given().baseUri(address().toString())
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON);
    }

    private void furnish() {
        Map.of("siem", "siem", "rita", "responder", "ravi", "responder", "audrey", "auditor")
                .forEach((name, role) -> tokens.put(
                        name,
                        by(ServiceProcess.ADMIN)
                                .body(Map.of("role", role, "name", name))
                                .post("/api/v1/tokens")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("token")));
        String assets = IntStream.range(0, Feed.HOSTS)
                .mapToObj(i -> "{\"name\":\"pc-%d\",\"service\":\"office\",\"addresses\":[\"10.0.%d.%d\"]}"
                        .formatted(i, i >> 8, i & 255))
                .collect(Collectors.joining(","));
        by(ServiceProcess.ADMIN)
                .body("{\"services\":[{\"name\":\"office\",\"owner\":\"oskar\",\"criticality\":\"LOW\"}],\"assets\":["
                        + assets + "]}")
                .post("/api/v1/context")
                .then()
                .statusCode(200);
    }

    @Override
    public void close() {
        service.close();
        tools.values().forEach(StubTool::close);
    }
}
