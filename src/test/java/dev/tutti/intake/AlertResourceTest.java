package dev.tutti.intake;

import static dev.tutti.intake.format.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.admission.Allowance;
import dev.tutti.conductor.Reception;
import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.conductor.Reception.Received;
import dev.tutti.fact.AlertReport;
import dev.tutti.intake.format.AlertFormats;
import dev.tutti.intake.format.Bodies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertResourceTest {

    private static final String JSON = "application/json";
    private static final String FLOW = "{\"event_type\":\"flow\"}";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<AlertReport> received = new ArrayList<>();
    private Allowance allowance = Allowance.UNLIMITED;
    private final Map<String, String> claimed = new HashMap<>();
    private final AlertResource resource = resource(reports -> new Received(reports.stream()
            .map(report -> new Receipt("a-" + report.sourceId(), "HELD", false, false))
            .toList()));

    @Test
    void answersOneAlertWithItsDecision() throws Exception {
        assertThat(post(resource, Bodies.SCAN))
                .isEqualTo(json("{\"id\":\"a-1f3a\",\"decision\":\"HELD\",\"href\":\"/api/v1/alerts/a-1f3a\"}"));
        assertThat(count("tutti", "decided")).isEqualTo(1);
    }

    @Test
    void saysThatItWasADuplicateOrIsInConflict() throws Exception {
        var repeated = resource(reports -> new Received(List.of(new Receipt("a", "DUPLICATE", true, true))));

        assertThat(post(repeated, Bodies.SCAN))
                .isEqualTo(json("{\"id\":\"a\",\"decision\":\"DUPLICATE\",\"href\":\"/api/v1/alerts/a\","
                        + "\"duplicate\":true,\"conflict\":true}"));
        assertThat(count("tutti", "duplicate")).isEqualTo(1);
    }

    @Test
    void saysWhichAlertAReportChangesAndWhenItCameTooLate() throws Exception {
        var changed = resource(reports -> new Received(List.of(
                new Receipt("b", "SUPPRESSED", false, false, "a", false),
                new Receipt("c", "STALE", false, false, "a", true))));

        assertThat(post(changed, "[" + Bodies.SCAN + "," + Bodies.SCAN.replace("1f3a", "2") + "]")
                        .at("/items"))
                .isEqualTo(json("[{\"index\":0,\"id\":\"b\",\"decision\":\"SUPPRESSED\","
                        + "\"href\":\"/api/v1/alerts/b\",\"updates\":\"a\"},"
                        + "{\"index\":1,\"id\":\"c\",\"decision\":\"STALE\",\"href\":\"/api/v1/alerts/c\","
                        + "\"updates\":\"a\",\"stale\":true}]"));
        assertThat(count("tutti", "updated")).isEqualTo(1);
        assertThat(count("tutti", "stale")).isEqualTo(1);
    }

    @Test
    void keepsTheGoodItemsAndSaysWhatIsWrongWithTheOthers() throws Exception {
        JsonNode answer =
                post(resource, "[" + Bodies.SCAN + ",{\"source\":\"s\"}," + Bodies.SCAN.replace("1f3a", "2") + "]");

        assertThat(answer.at("/items/0/id").asText()).isEqualTo("a-1f3a");
        assertThat(answer.at("/items/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/1/problem/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/items/1/problem/errors/0/pointer").asText()).startsWith("/");
        assertThat(answer.at("/items/2/id").asText()).isEqualTo("a-2");
        assertThat(answer.at("/leftOut").asInt()).isZero();
        assertThat(received).hasSize(2);
        assertThat(count("any", "broken")).isEqualTo(1);
    }

    @Test
    void namesTheLineOfABrokenItem() throws Exception {
        assertThat(post(resource, Bodies.SCAN + "\n\n{}\n").at("/items/1/line").asInt())
                .isEqualTo(3);
    }

    @Test
    void refusesOneBrokenAlertWithTheFieldsToMend() {
        HttpProblem problem = refused(() -> post(resource, "{}"));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getParameters().get("errors")).asString().contains("/observedAt");
        assertThat(received).isEmpty();
    }

    @Test
    void refusesABatchOfWhichNothingIsGoodItemByItem() {
        HttpProblem problem = refused(() -> post(resource, "[{},7]"));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat((List<?>) problem.getParameters().get("items")).hasSize(2);
    }

    @Test
    void takesAStreamThatHoldsNoAlert() throws Exception {
        assertThat(postAs("suricata", FLOW + "\n" + FLOW, "text/plain; charset=utf-8"))
                .isEqualTo(json("{\"items\":[],\"leftOut\":2}"));
        assertThat(postAs("suricata", FLOW, JSON)).isEqualTo(json("{\"items\":[],\"leftOut\":1}"));
        assertThat(received).isEmpty();
        assertThat(count("suricata", "left_out")).isEqualTo(3);
    }

    @Test
    void countsAlertsThatTheTableDoesNotKnow() throws Exception {
        postAs("suricata", new String(Bodies.sample("verify-smb2-08-rule.ndjson"), StandardCharsets.UTF_8), null);

        assertThat(registry.counter("tutti.alerts.kind.unmapped", "format", "suricata")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void tellsABusySenderWhenToComeAgain() {
        var busy = resource(reports -> new Busy(Duration.ofMillis(1_500), BusyReason.QUEUE_FULL));

        HttpProblem problem = refused(() -> post(busy, Bodies.SCAN));

        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsEntry("Retry-After", "2");
        assertThat(count("tutti", "turned_away")).isEqualTo(1);
    }

    @Test
    void listsTheFormatsWhenItDoesNotKnowOne() {
        HttpProblem problem = refused(() -> postAs("nagios", "{}", JSON));

        assertThat(problem.getStatusCode()).isEqualTo(404);
        assertThat(problem.getDetail()).contains("tutti, suricata");
    }

    @Test
    void refusesAContentTypeThatTheFormatDoesNotComeAs() {
        assertThat(refused(() -> postAs("tutti", Bodies.SCAN, "text/plain")).getStatusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesAKeyThatCameWithAnotherBody() throws Exception {
        send(resource, Bodies.SCAN, "k1");
        send(resource, Bodies.SCAN, "k1");

        HttpProblem problem = refused(() -> send(resource, Bodies.SCAN.replace("1f3a", "2"), "k1"));

        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(received).hasSize(2);
    }

    @Test
    void aRequestOfWhichNothingWasKeptClaimsNoKey() throws Exception {
        refused(() -> send(resource, "{}", "k1"));

        assertThat(send(resource, Bodies.SCAN, "k1").at("/id").asText()).isEqualTo("a-1f3a");
    }

    @Test
    void refusesAKeyThatCannotBeKept() {
        assertThat(refused(() -> send(resource, Bodies.SCAN, "k".repeat(256))).getStatusCode())
                .isEqualTo(400);
        assertThat(refused(() -> send(resource, Bodies.SCAN, " ")).getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void holdsWhoeverSendsToWhatTheyMaySend() throws Exception {
        var asked = new ArrayList<String>();
        allowance = new Allowance() {
            @Override
            public void format(String name) {
                asked.add(name);
            }

            @Override
            public void alerts(int count) {
                asked.add(count + " alerts");
            }

            @Override
            public String tenantOf(String named) {
                return "of the source, not " + named;
            }
        };

        post(resource, "[" + Bodies.SCAN + ",{}," + Bodies.SCAN.replace("1f3a", "2") + "]");

        assertThat(asked).containsExactly("tutti", "2 alerts");
        assertThat(received).extracting(AlertReport::tenant).containsOnly("of the source, not default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "yes", "true "})
    void decidesNothingWhereSomebodyMayHaveMeantToTryIt(String dry) {
        var resource = resource(reports -> {
            throw new IllegalStateException("nothing is to be decided");
        });

        assertThatThrownBy(() -> resource.receive(bytes(Bodies.SCAN), JSON, null, dry, new Sender()))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    private AlertResource resource(Function<List<AlertReport>, Reception> desk) {
        var intake = new Intake(
                reports -> {
                    received.addAll(reports);
                    return CompletableFuture.completedFuture(desk.apply(reports));
                },
                (principal, key, digest) -> {
                    String before = claimed.putIfAbsent(principal + " " + key, digest);
                    return before == null || before.equals(digest) ? RequestKeys.Claim.HELD : RequestKeys.Claim.TAKEN;
                },
                new IntakeMetrics(registry));
        DryRun dryRun = new DryRun(reports -> {
            throw new IllegalStateException("nobody asked what would be");
        });
        return new AlertResource(new AlertFormats(Bodies.NOON), intake, dryRun, principal -> allowance);
    }

    private double count(String format, String outcome) {
        return registry.counter("tutti.alerts.received", "format", format, "outcome", outcome)
                .count();
    }

    private static JsonNode post(AlertResource resource, String body) throws Exception {
        return json(new ObjectMapper()
                .writeValueAsString(resource.receive(bytes(body), JSON, null, null, new Sender())
                        .await()
                        .indefinitely()
                        .getEntity()));
    }

    private static JsonNode send(AlertResource resource, String body, String key) throws Exception {
        return json(new ObjectMapper()
                .writeValueAsString(resource.receive(bytes(body), JSON, key, null, new Sender())
                        .await()
                        .indefinitely()
                        .getEntity()));
    }

    private JsonNode postAs(String format, String body, @Nullable String contentType) throws Exception {
        return json(new ObjectMapper()
                .writeValueAsString(resource.receiveAs(format, bytes(body), contentType, null, null, new Sender())
                        .await()
                        .indefinitely()
                        .getEntity()));
    }

    private static HttpProblem refused(ThrowingCallable call) {
        return catchThrowableOfType(HttpProblem.class, call);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    /** A SIEM with a token. */
    private static final class Sender implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return () -> "siem-1";
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("siem");
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
