package dev.tutti.context;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.approval.SmallEstate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people take an entry from the no-touch list, through the service as it is; one person finds no way. */
@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class NoTouchRemovalResourceTest {

    private static final String CONTEXT = "/api/v1/context/";
    private static final String REMOVALS = CONTEXT + "no-touch-removals";
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Inject
    DataSource database;

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        List.of("rosa", "ralf").forEach(name -> token(name, "risk-officer"));
        List.of("oleg", "olga", "orla").forEach(name -> token(name, "responder"));
    }

    @Test
    void whatWasDeniedGoesOutAfterASecondPersonAgreed() throws SQLException {
        // Given
        protect("vault-5");
        isolate("vault-5").body("state", equalTo("DENIED"));
        problem(as("rosa").delete(CONTEXT + "no-touch/vault-5"), 409, "SECOND_PERSON_NEEDED")
                .body("hint", containsString("no-touch-removals"));
        String id = proposed("vault-5");

        // When
        problem(answer("rosa", id, "AGREED"), 403, "SELF_APPROVAL");
        problem(answer("oleg", id, "AGREED"), 403, "FORBIDDEN");
        as("rosa").get(CONTEXT + "no-touch/vault-5").then().statusCode(200);
        isolate("vault-5").body("state", equalTo("DENIED"));
        answer("ralf", id, "AGREED")
                .then()
                .statusCode(200)
                .body("state", equalTo("AGREED"))
                .body("proposedBy", equalTo("rosa"))
                .body("answeredBy", equalTo("ralf"));

        // Then
        as("rosa").get(CONTEXT + "no-touch/vault-5").then().statusCode(404);
        problem(answer("ralf", id, "REFUSED"), 409, "NOT_WAITING");
        Response asked = isolate("vault-5")
                .body("state", equalTo("AWAITING_APPROVAL"))
                .extract()
                .response();
        approve("olga", asked).then().statusCode(200);
        // Where other tests have spent the budget of isolations, a second responder is asked; else this one comes too
        // late.
        approve("orla", asked).then().statusCode(oneOf(200, 409));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as("olga")
                        .get("/api/v1/actions/" + asked.path("id"))
                        .then()
                        .body("state", equalTo("SUCCEEDED")));
        assertThat(rows("select count(*) from context_entry where fact_id = 'NoTouchRemoval:" + id + "'"
                        + " and body #>> '{fact,by}' = 'rosa' and body #>> '{fact,answeredBy}' = 'ralf'"))
                .isEqualTo(1);
    }

    @Test
    void aRefusalKeepsTheEntryAndBothNames() {
        protect("kept-vault");
        String id = proposed("kept-vault");

        answer("ralf", id, "REFUSED").then().statusCode(200).body("state", equalTo("REFUSED"));

        as("rosa").get(CONTEXT + "no-touch/kept-vault").then().statusCode(200);
        isolate("kept-vault").body("state", equalTo("DENIED"));
        given().header("Authorization", "Bearer " + token("otto", "auditor"))
                .get(REMOVALS)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body("items.find { it.id == '" + id + "' }.reason", equalTo("it is sold"))
                .body("items.find { it.id == '" + id + "' }.answerReason", equalTo("so be it"));
    }

    @Test
    void aSecondProposalAboutTheSameEntryIsRefusedAndNamesTheFirst() {
        protect("twice-vault");
        String id = proposed("twice-vault");

        problem(propose("ralf", "twice-vault", "it is sold"), 409, "CONFLICT")
                .body("detail", containsString("rosa"))
                .body("hint", containsString(id));
        problem(propose("rosa", "twice-vault", "it is sold"), 409, "CONFLICT");
    }

    @Test
    void aProposalNeedsAnEntryAReasonAndTheRole() {
        problem(propose("rosa", "", ""), 400, "INVALID").body("errors.pointer", hasItems("/entry", "/reason"));
        problem(propose("rosa", "nowhere", "why not"), 404, "NOT_FOUND").body("hint", containsString("no-touch"));
        problem(propose("oleg", "nowhere", "why not"), 403, "FORBIDDEN");
        problem(answer("rosa", "no-such", "AGREED"), 404, "NOT_FOUND");
        problem(answer("rosa", "no-such", "PERHAPS"), 400, "INVALID")
                .body("errors.detail", hasItem("must be one of AGREED, REFUSED"));
    }

    @Test
    void noOtherDoorLeadsToTheList() {
        protect("door-vault");
        String id = proposed("door-vault");

        as("ralf")
                .body(Map.of("noTouch", List.of()))
                .post("/api/v1/context")
                .then()
                .statusCode(200);
        problem(as("ralf").body(Map.of("noTouchRemovals", List.of())).post("/api/v1/context"), 400, "INVALID");
        problem(as("ralf").delete(REMOVALS + "/" + id), 405, "METHOD_NOT_ALLOWED");
        problem(as("ralf").body(Map.of("state", "AGREED")).put(REMOVALS + "/" + id), 405, "METHOD_NOT_ALLOWED");
        as("ralf")
                .body(Map.of("noTouch", List.of(Map.of("entry", "door-vault", "why", "whatever"))))
                .post("/api/v1/context")
                .then()
                .statusCode(200)
                .body("noTouch.replaced", equalTo(1));

        as("ralf").get(CONTEXT + "no-touch/door-vault").then().statusCode(200).body("why", equalTo("whatever"));
        as("ralf")
                .get(REMOVALS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("LAPSED"))
                .body("answeredBy", nullValue());
    }

    private static Response approve(String person, Response asked) {
        return as(person)
                .body(Map.of("verdict", "APPROVE", "reason", "it spreads", "digest", asked.path("digest")))
                .post("/api/v1/actions/" + asked.path("id") + "/approvals");
    }

    private static void protect(String entry) {
        as("rosa")
                .body(Map.of("why", "by order of the board"))
                .put(CONTEXT + "no-touch/" + entry)
                .then()
                .statusCode(201);
    }

    private static String proposed(String entry) {
        return propose("rosa", entry, "it is sold")
                .then()
                .statusCode(201)
                .header("Location", containsString(REMOVALS))
                .body("state", equalTo("WAITING"))
                .body("why", equalTo("by order of the board"))
                .extract()
                .path("id");
    }

    private static Response propose(String person, String entry, String reason) {
        return as(person).body(Map.of("entry", entry, "reason", reason)).post(REMOVALS);
    }

    private static Response answer(String person, String id, String verdict) {
        return as(person).body(Map.of("verdict", verdict, "reason", "so be it")).post(REMOVALS + "/" + id + "/answer");
    }

    private static ValidatableResponse isolate(String host) {
        return as("oleg")
                .body(Map.of("capability", "edr.isolate-host", "target", host, "reason", "it spreads"))
                .post("/api/v1/actions")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then().statusCode(status).body("code", equalTo(code));
    }

    private static RequestSpecification as(String person) {
        String role = person.startsWith("r") ? "risk-officer" : "responder";
        return given().header("Authorization", "Bearer " + token(person, role)).contentType(ContentType.JSON);
    }

    private long rows(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
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
