package dev.tutti.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tutti.connector.ConnectorInstance;
import dev.tutti.connector.ConnectorRegistry;
import dev.tutti.connector.Loading;
import dev.tutti.connector.Secret;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is decided goes back to the SIEM that raised the alert, from the outbox to the wire, and to no other. */
class WriteBackTest {

    private static final String COMMENT = "siem.comment-alert";

    private final Workbench bench = new Workbench();
    private final Siem elastic = new Siem("{\"updated\": 1, \"note\": {\"noteId\": \"n-1\"}}");
    private final Siem splunk = new Siem("{\"success\": true}");
    private final Siem sentinel = new Siem("{\"name\": \"c-1\"}");
    private final Siem wazuh = new Siem("{\"error\": 0}");

    @AfterEach
    void stop() {
        List.of(elastic, splunk, sentinel, wazuh).forEach(Siem::close);
    }

    @Test
    void writesEachCommentToTheSiemThatRaisedTheAlert() {
        // Given
        allFour();
        for (String source : List.of("wazuh", "elastic", "sentinel", "splunk")) {
            bench.order(COMMENT, about(source, "<b>seen</b> & done by " + source));
        }

        // When
        bench.liveOn();

        // Then
        assertThat(bench.outcomes()).hasSize(4).containsOnly(Outcome.SUCCEEDED);
        assertThat(elastic.heard())
                .startsWith("PATCH /api/note ")
                .contains("&lt;b>seen&lt;/b> &amp; done by elastic")
                .contains("\"eventId\":\"" + Workbench.TARGET + "\"");
        assertThat(splunk.heard())
                .startsWith("POST /services/notable_update ruleUIDs=" + Workbench.TARGET + "&comment=")
                .contains("%26+done+by+splunk");
        assertThat(sentinel.heard())
                .startsWith("PUT /incidents/" + Workbench.TARGET + "/comments/")
                .contains("&amp; done by sentinel");
        assertThat(wazuh.heard()).startsWith("POST /events ").contains("& done by wazuh");
    }

    @Test
    void acknowledgesOnlyWhereTheSiemTakesAStatus() {
        allFour();
        for (String source : List.of("elastic", "splunk", "sentinel", "wazuh")) {
            bench.order("siem.acknowledge-alert", List.of(new Parameter("source", source)));
        }

        bench.liveOn();

        assertThat(bench.outcomes())
                .containsExactlyInAnyOrder(Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.FAILED, Outcome.FAILED);
        assertThat(bench.heard)
                .filteredOn(report -> report.outcome() == Outcome.FAILED)
                .allSatisfy(report -> assertThat(report.detail())
                        .matches("no connector provides siem.acknowledge-alert@(sentinel|wazuh)"));
        assertThat(elastic.heard()).contains("\"status\":\"acknowledged\"");
        assertThat(splunk.heard()).contains("status=2");
        assertThat(sentinel.requests).isEmpty();
        assertThat(wazuh.requests).isEmpty();
    }

    @Test
    void sendsNoCommentThatIsTooLong() {
        allFour();
        bench.order(COMMENT, about("elastic", "x".repeat(2_001)));

        bench.liveOn();

        assertThat(bench.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(bench.heard.get(0).detail())
                .isEqualTo("nothing was sent: parameter 'text' is longer than 2000 characters");
        assertThat(elastic.requests).isEmpty();
    }

    private static List<Parameter> about(String source, String text) {
        return List.of(new Parameter("source", source), new Parameter("text", text));
    }

    private void allFour() {
        Loading loading = ConnectorRegistry.load(
                Path.of("connectors"),
                List.of(elastic.as("elastic"), splunk.as("splunk"), sentinel.as("sentinel"), wazuh.as("wazuh")),
                List.of(),
                Clock.systemUTC());
        assertThat(loading).as(loading.toString()).isInstanceOf(Loading.Ready.class);
        ((Loading.Ready) loading)
                .registry()
                .providers()
                .forEach((addressee, binding) -> bench.providers.put(
                        addressee, new Tools.Provider(binding.instance().name(), binding.connector())));
    }

    /** Gives one answer to everything, and keeps what it was asked as {@code METHOD PATH BODY}. */
    private static final class Siem {

        private final HttpServer server;
        private final List<String> requests = new CopyOnWriteArrayList<>();

        Siem(String answer) {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                try (exchange) {
                    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    requests.add(exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath() + " " + body);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        ConnectorInstance as(String manifest) {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new ConnectorInstance(
                    manifest + "-1", manifest, address, Secret.none(), Set.of("127.0.0.1"), Set.of(manifest));
        }

        /** The one thing that it was asked. */
        String heard() {
            assertThat(requests).hasSize(1);
            return requests.get(0);
        }

        void close() {
            server.stop(0);
        }
    }
}
