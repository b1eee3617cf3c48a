package dev.tutti.approval;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.ContextDesk;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.Person;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Overriding what an action waits for, its review, and the renewal of its lease, through the service as it is. */
@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class OverrideResourceTest {

    private static final String ACTIONS = "/api/v1/actions";
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Inject
    ContextDesk context;

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        context.state(new Person("olga", List.of("responder")), "test");
        context.state(new Person("oleg", List.of("responder")), "test");
        context.state(new BreakGlassRight("olga"), "test");
    }

    @Test
    void whoHasTheRightForcesAnActionThroughAndSomebodyElseReviewsIt() {
        // Given
        Response asked = proposed("vault-3");
        String id = asked.path("id");
        Map<String, Object> override = Map.of("reason", "it spreads", "digest", asked.path("digest"));

        // When
        problem(post("oleg", "responder", id, "break-glass", override), 403, "NO_RIGHT");
        problem(
                post("olga", "responder", id, "break-glass", Map.of("reason", "it spreads", "digest", "0".repeat(64))),
                409,
                "DIGEST_MISMATCH");
        post("olga", "responder", id, "break-glass", override)
                .then()
                .statusCode(200)
                .body("grounds.reason", equalTo(List.of("BREAK_GLASS")));

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> read(id).body("state", equalTo("SUCCEEDED")));
        problem(post("olga", "risk-officer", id, "review", Map.of("reason", "I was right")), 403, "SELF_APPROVAL");
        post("orla", "risk-officer", id, "review", Map.of("reason", "she was right"))
                .then()
                .statusCode(204);
        problem(post("orla", "risk-officer", id, "review", Map.of("reason", "again")), 409, "NOT_UNDER_REVIEW");
    }

    @Test
    void theSecondPersonsWordRenewsALease() {
        // Given
        Response asked = proposed("vault-4");
        String id = asked.path("id");
        post("olga", "responder", id, "break-glass", Map.of("reason", "it spreads", "digest", asked.path("digest")));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> read(id).body("state", equalTo("SUCCEEDED")));
        Map<String, Object> reason = Map.of("reason", "it is not cleaned yet");

        // When
        String first = post("olga", "responder", id, "renewal", reason)
                .then()
                .statusCode(200)
                .extract()
                .path("leaseUntil");
        problem(post("olga", "responder", id, "renewal", reason), 409, "SECOND_PERSON_NEEDED");

        // Then
        post("oleg", "responder", id, "renewal", reason).then().statusCode(200).body("leaseUntil", not(equalTo(first)));
        read(id).body("transitions.grounds.reason.flatten()", hasItem("RENEWED"));
        problem(post("olga", "responder", id, "renewal", reason), 409, "NOT_RENEWABLE");
    }

    /** Of a host that the estate does not know, nobody says anything, so a responder is asked. */
    private static Response proposed(String host) {
        Response asked = given().header("Authorization", "Bearer " + token("oleg", "responder"))
                .contentType(ContentType.JSON)
                .body(Map.of("capability", "edr.isolate-host", "target", host, "reason", "a test wants it"))
                .post(ACTIONS);
        asked.then().statusCode(201).body("state", equalTo("AWAITING_APPROVAL"));
        return asked;
    }

    private static Response post(String person, String role, String id, String what, Map<String, Object> body) {
        return given().header("Authorization", "Bearer " + token(person, role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(ACTIONS + "/" + id + "/" + what);
    }

    private static ValidatableResponse read(String id) {
        return given().header("Authorization", "Bearer " + token("otto", "auditor"))
                .get(ACTIONS + "/" + id)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then().statusCode(status).body("code", equalTo(code));
    }

    private static String token(String name, String role) {
        return TOKENS.computeIfAbsent(
                name + " " + role,
                absent -> given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", name, "role", role))
                        .post("/api/v1/tokens")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("token"));
    }
}
