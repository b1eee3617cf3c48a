package dev.tutti.connector;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake tool: gives one canned response to everything and keeps what it was sent. */
final class CannedTool implements AutoCloseable {

    static final String TOKEN = "canned-token-4711";

    /** A request as it came over the wire. */
    record Sent(String method, String target, Map<String, List<String>> headers, String body) {}

    private final HttpServer server;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    private CannedTool(int status, Map<String, String> headers, byte[] body) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                sent.add(new Sent(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    static CannedTool answering(int status, Map<String, String> headers, String body) {
        return new CannedTool(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static CannedTool answering(int status, byte[] body) {
        return new CannedTool(status, Map.of(), body);
    }

    /** This tool as an instance of a manifest, below a base path. */
    ConnectorInstance instanceOf(String manifest) {
        return new ConnectorInstance("canned", manifest, baseUrl(), Secret.ofValue(TOKEN), Set.of("127.0.0.1"));
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/v1");
    }

    List<Sent> sent() {
        return sent;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
