package dev.tutti.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.action.Actions;
import dev.tutti.conductor.ContextDesk;
import dev.tutti.decision.Action;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a person's wish to what the tool did, through the service as it is. */
@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class ApprovalResourceTest {

    private static final String ACTIONS = "/api/v1/actions";
    private static final String ISOLATE = "edr.isolate-host";
    private static final String DISABLE = "identity.disable-user";
    private static final String NO_ACTION = "00000000-0000-8000-8000-000000000000";
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    Actions actions;

    @Inject
    ContextDesk context;

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        stated(new Person("rita", List.of("responder")));
        stated(new Person("ravi", List.of("responder")));
        stated(new Person("olga", List.of("risk-officer")));
        stated(new Service("vault", "olga", Criticality.CRITICAL));
        stated(new Asset("vault-1", "vault", List.of("10.9.0.1")));
        stated(new Asset("vault-2", "vault", List.of("10.9.0.2")));
    }

    @Test
    void carriesOutWhatWasProposedByOneAndApprovedByAnother() throws Exception {
        // Given
        Response proposed = propose("rita", ISOLATE, "vault-1");
        String id = proposed.path("id");
        proposed.then()
                .statusCode(201)
                .header("Location", endsWith(ACTIONS + "/" + id))
                .body("state", equalTo("AWAITING_APPROVAL"))
                .body("proposer", equalTo("rita"))
                .body("service", equalTo("vault"))
                .body("parameters", equalTo(Map.of()))
                .body("open.approver", hasItem("olga"))
                .body("grounds.policies.flatten()", hasItem("COO-002"))
                .body("usefulUntil", notNullValue())
                .body("joined", equalTo(false));
        propose("ravi", ISOLATE, "vault-1")
                .then()
                .statusCode(200)
                .body("joined", equalTo(true))
                .body("id", equalTo(id));

        // When
        Response approved = approve("olga", id, "APPROVE", proposed.path("digest"));

        // Then
        approved.then()
                .statusCode(200)
                .body("state", equalTo("DISPATCHED"))
                .body("open", empty())
                .body("votes.person", equalTo(List.of("olga")));
        awaitState(id, "SUCCEEDED");
        assertThat(calls()).contains("POST /hosts/vault-1/isolation");
        expectProblem(settle("rita", id, true), 409, "NOT_UNCERTAIN").body("detail", containsString("SUCCEEDED"));

        // When
        post("rita", id + "/undo", Map.of("reason", "it was a drill"))
                .then()
                .statusCode(200)
                .body("state", equalTo("UNDOING"));

        // Then
        awaitState(id, "UNDONE");
        assertThat(calls()).contains("DELETE /hosts/vault-1/isolation");
        expectProblem(post("rita", id + "/undo", Map.of("reason", "again")), 409, "ACTION_CLOSED")
                .body("detail", containsString("UNDONE"));
    }

    @Test
    void letsNobodyDecideOnTheirOwnProposal() {
        Response proposed = propose("rita", DISABLE, user());

        expectProblem(approve("rita", proposed.path("id"), "APPROVE", proposed.path("digest")), 403, "SELF_APPROVAL")
                .body("hint", containsString("somebody else"));
    }

    @Test
    void letsNobodyDecideWhoIsNotAsked() throws Exception {
        Response proposed = propose("rita", ISOLATE, "vault-2");

        expectProblem(approve("ravi", proposed.path("id"), "APPROVE", proposed.path("digest")), 403, "NOT_ASKED");

        assertThat(state(proposed.path("id"))).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void countsNoVoteForWhatWasNotSeen() throws Exception {
        Response proposed = propose("rita", DISABLE, user());

        expectProblem(approve("ravi", proposed.path("id"), "APPROVE", "0".repeat(64)), 409, "DIGEST_MISMATCH")
                .body("detail", containsString("read the action again"));

        assertThat(state(proposed.path("id"))).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void saysThatTheToolIsMissingWhenItIsAskedFor() throws Exception {
        Response proposed = propose("rita", DISABLE, user());

        approve("ravi", proposed.path("id"), "approve", proposed.path("digest"))
                .then()
                .statusCode(200);

        awaitState(proposed.path("id"), "FAILED");
        Action failed = actions.find(proposed.path("id")).orElseThrow();
        assertThat(failed.grounds().get(0).text()).isEqualTo("no connector provides identity.disable-user");
    }

    @Test
    void deniesWhatSomebodyDisapproves() {
        Response proposed = propose("rita", DISABLE, user());

        approve("ravi", proposed.path("id"), "DISAPPROVE", proposed.path("digest"))
                .then()
                .statusCode(200)
                .body("state", equalTo("DENIED"));
    }

    @Test
    void withdrawsWhatNobodyWantsAnyLonger() {
        Response proposed = propose("rita", DISABLE, user());
        String id = proposed.path("id");

        post("ravi", id + "/withdrawal", Map.of("reason", "a false alarm"))
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"))
                .body("grounds.text", hasItem("a false alarm"));

        expectProblem(approve("ravi", id, "APPROVE", proposed.path("digest")), 409, "ACTION_CLOSED")
                .body("detail", containsString("WITHDRAWN"));
    }

    @Test
    void letsAPersonSettleWhatNobodyKnows() throws Exception {
        // Given: the chat hangs up on every message, and cannot be asked.
        String id = post(
                        "rita",
                        "",
                        Map.of(
                                "capability",
                                "chat.post",
                                "target",
                                "#soc-" + NUMBER.incrementAndGet(),
                                "parameters",
                                Map.of("text", "hello"),
                                "reason",
                                "to try it"))
                .path("id");
        awaitState(id, "UNCERTAIN");

        // When
        Response settled = settle("ravi", id, true);

        // Then
        settled.then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"))
                .body("leaseUntil", containsString("T"))
                .body("grounds.reason", hasItem("SETTLED"));
        expectProblem(post("ravi", id + "/undo", Map.of("reason", "no")), 409, "NOT_REVERSIBLE");
        expectProblem(post("ravi", id + "/withdrawal", Map.of("reason", "no")), 409, "NOT_WAITING");
    }

    @Test
    void deniesAtOnceWhatIsProtected() {
        stated(new NoTouch("vault-sealed", "by order of the board"));

        propose("rita", ISOLATE, "vault-sealed")
                .then()
                .statusCode(201)
                .body("state", equalTo("DENIED"))
                .body("grounds.policies.flatten()", hasItem("CORE-001"));
    }

    @Test
    void listsTheCapabilitiesToWhoeverNamesAnother() {
        expectProblem(propose("rita", "coffee.brew", "pot"), 422, "UNKNOWN_CAPABILITY")
                .body("errors.detail", hasItem(containsString("edr.isolate-host, firewall.block-domain")));
    }

    @Test
    void refusesParametersThatTheConnectorDoesNotKnow() {
        expectProblem(
                        post(
                                "rita",
                                "",
                                Map.of(
                                        "capability", "chat.post",
                                        "target", "#soc",
                                        "parameters", Map.of("colour", "red"),
                                        "reason", "why not")),
                        400,
                        "INVALID")
                .body("errors.pointer", hasItems("/parameters/colour", "/parameters/text"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        expectProblem(
                        post(
                                "rita",
                                "",
                                Map.of("capability", DISABLE, "target", "a\u0000b", "reason", "x".repeat(1_001))),
                        400,
                        "INVALID")
                .body("errors.pointer", hasItems("/target", "/reason"));
        expectProblem(post("rita", NO_ACTION + "/approvals", Map.of("verdict", "MAYBE")), 400, "INVALID")
                .body("errors", hasSize(3));
        expectProblem(post("rita", NO_ACTION + "/settlement", Map.of("reason", "r")), 400, "INVALID")
                .body("errors.pointer", hasItem("/tookEffect"));
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ACTION, "x", "00000000-0000-8000-8000-00000000000"})
    void knowsNoActionThatNeverWas(String id) {
        expectProblem(approve("rita", id, "APPROVE", "0".repeat(64)), 404, "UNKNOWN_ACTION");
        expectProblem(post("rita", id + "/undo", Map.of("reason", "r")), 404, "UNKNOWN_ACTION");
        expectProblem(settle("rita", id, true), 404, "UNKNOWN_ACTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approvals", "withdrawal", "undo", "settlement"})
    void neverDecidesOnAGet(String what) {
        expectProblem(
                given().header("Authorization", "Bearer " + token("rita", "responder"))
                        .get(ACTIONS + "/" + NO_ACTION + "/" + what),
                405,
                "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @CsvSource({
        "siem,         false, false, false",
        "risk-officer, false, true,  false",
        "responder,    true,  true,  true",
        "auditor,      false, false, false",
        "admin,        true,  true,  true"
    })
    void letsEachRoleDoWhatIsItsOwn(String role, boolean proposes, boolean votes, boolean acts) {
        String name = "matrix-" + role;
        token(name, role);

        expectAllowed(post(name, "", Map.of("capability", "coffee.brew", "target", "t", "reason", "r")), proposes);
        expectAllowed(approve(name, NO_ACTION, "APPROVE", "0".repeat(64)), votes);
        expectAllowed(post(name, NO_ACTION + "/withdrawal", Map.of("reason", "r")), acts);
        expectAllowed(post(name, NO_ACTION + "/undo", Map.of("reason", "r")), acts);
        expectAllowed(settle(name, NO_ACTION, true), votes);
    }

    @Test
    void showsTheConnectorsWithoutTheirSecrets() {
        given().header("Authorization", "Bearer " + token("anna", "auditor"))
                .get("/api/v1/connectors")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("simulated-chat", "simulated-edr", "simulated-firewall"))
                .body("items.find { it.name == 'simulated-edr' }.simulated", equalTo(true))
                .body("items.find { it.name == 'simulated-edr' }.instances.name", equalTo(List.of("edr")))
                .body("items.find { it.name == 'simulated-edr' }.instances[0].callsAtOnce", equalTo(4))
                .body("items.find { it.name == 'simulated-edr' }.instances[0].rate", equalTo(""))
                .body("items.find { it.name == 'simulated-edr' }.instances[0].circuit", equalTo("CLOSED"))
                .body("items.find { it.name == 'simulated-edr' }.actions[0].idempotency", equalTo("C"))
                .body("items.find { it.name == 'simulated-edr' }.actions[0].instance", equalTo("edr"));
        expectProblem(
                given().header("Authorization", "Bearer " + token("sam", "siem"))
                        .get("/api/v1/connectors"),
                403,
                "FORBIDDEN");
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'connectors' }.data.'edr.isolate-host'", equalTo("edr (simulated)"))
                .body("checks.find { it.name == 'connectors' }.data.'circuit of edr'", equalTo("CLOSED"))
                .body(
                        "checks.find { it.name == 'connectors' }.data.'nothing provides'",
                        containsString("identity.disable-user"));
    }

    @Test
    void tellsOfEveryToolInMetricsBeforeItIsCalled() {
        String metrics = given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .get("/q/metrics")
                .asString();

        assertThat(metrics)
                .containsPattern("tutti_connector_circuit\\{connector=\"edr\"\\} 0.0")
                .contains(
                        "tutti_connector_calls{connector=\"edr\"}",
                        "tutti_connector_rest_seconds{connector=\"edr\"}",
                        "tutti_connector_bound_total{bound=\"circuit\",connector=\"edr\"}");
    }

    private Response propose(String who, String capability, String target) {
        return post(who, "", Map.of("capability", capability, "target", target, "reason", "as the runbook says"));
    }

    private Response approve(String who, String id, String verdict, String digest) {
        return post(who, id + "/approvals", Map.of("verdict", verdict, "reason", "I looked into it", "digest", digest));
    }

    private Response settle(String who, String id, boolean tookEffect) {
        return post(who, id + "/settlement", Map.of("tookEffect", tookEffect, "reason", "I asked the owner"));
    }

    private static Response post(String who, String path, Map<String, ?> body) {
        return given().header(
                        "Authorization", "Bearer " + token(who, who.equals("olga") ? "risk-officer" : "responder"))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path.isEmpty() ? ACTIONS : ACTIONS + "/" + path);
    }

    private static String token(String name, String role) {
        return TOKENS.computeIfAbsent(
                name,
                absent -> given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", name, "role", role))
                        .post("/api/v1/tokens")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("token"));
    }

    private static String user() {
        return "user-" + NUMBER.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
    }

    private static List<String> calls() {
        String edr = ConfigProvider.getConfig().getValue("tutti.connectors.instances.edr.base-url", String.class);
        List<Map<String, Object>> calls = given().get(edr + "/calls").path("calls");
        return calls.stream()
                .map(call -> call.get("method") + " " + call.get("path"))
                .toList();
    }

    private void awaitState(String id, String state) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> state(id).equals(state));
    }

    private String state(String id) throws Exception {
        return actions.find(id).orElseThrow().state().name().name();
    }

    private void stated(Context fact) {
        assertThat(context.state(fact, "test")).isEqualTo(ContextDesk.Statement.TAKEN);
    }

    private static void expectAllowed(Response answer, boolean allowed) {
        if (allowed) {
            assertThat(answer.statusCode()).isIn(404, 422);
        } else {
            expectProblem(answer, 403, "FORBIDDEN");
        }
    }

    private static ValidatableResponse expectProblem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
