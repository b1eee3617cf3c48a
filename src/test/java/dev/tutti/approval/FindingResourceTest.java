package dev.tutti.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found over HTTP, under the shipped policies. */
@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class FindingResourceTest {

    private static final String FINDINGS = "/api/v1/findings";

    @Test
    void listsAFindingUntilItIsMendedAndAfterwardsHowItEnded() {
        put(
                "upkeep/found-feed",
                Map.of("kind", "FEED", "owner", "admin", "since", "2026-01-01T00:00:00Z", "everyHours", 1));

        String id = found("found-feed", true)
                .body("items.size()", equalTo(1))
                .body("items[0].kind", equalTo("STALE"))
                .body("items[0].owner", equalTo("admin"))
                .body("items[0].policies", equalTo(List.of("CON-023")))
                .body("items[0].open", equalTo(true))
                .body("items[0].closedAt", equalTo(""))
                .extract()
                .path("items[0].id");
        found("found-feed", false).body("items.size()", equalTo(0));
        assertThat(actionsOn("Update found-feed")).hasSize(1);

        put("upkeep/found-feed", Map.of("kind", "FEED", "owner", "admin", "since", "2100-01-01T00:00:00Z"));
        found("found-feed", true).body("items.size()", equalTo(0));
        admin().get(FINDINGS + "/" + id)
                .then()
                .statusCode(200)
                .body("open", equalTo(false))
                .body("closedBy", equalTo(""))
                .body("closedAt", containsString("T"));
    }

    @Test
    void closesNothingThatAPolicyConcludesOrNobodyKnows() {
        put("incidents/found-incident", Map.of("title", "a worm", "service", "nowhere"));
        String id = found("incident found-incident", true).extract().path("items[0].id");

        problem(close(id, "rather not"), 409).body("detail", containsString("closes by itself"));
        problem(close("00000000-0000-0000-0000-000000000000", "x"), 404);
        problem(close("nothing", "x"), 404);
        problem(close(id, " "), 400).body("errors.pointer", hasItem("/reason"));

        admin().delete("/api/v1/context/incidents/found-incident").then().statusCode(204);
        problem(close(id, "it is over"), 404);
    }

    @Test
    void letsRiskOfficersCloseAndOthersRead() {
        String auditor = token("finding-auditor", "auditor");

        as(auditor).get(FINDINGS).then().statusCode(200);
        problem(
                as(auditor)
                        .contentType(ContentType.JSON)
                        .body(Map.of("reason", "x"))
                        .post(FINDINGS + "/00000000-0000-0000-0000-000000000000/closure"),
                403);
        problem(as(token("finding-siem", "siem")).get(FINDINGS), 403);
        problem(admin().get(FINDINGS + "?kind=RAIN"), 400).body("errors[0].detail", containsString("STALE"));
        problem(admin().get(FINDINGS + "?colour=red"), 400);
    }

    @Test
    void answersForEachMandateWhatStandsBehindIt() {
        // Of this small estate the EDR works, nothing scans a host, and people do what is asked of them.
        put("mandates/HIGH:CONTAIN", Map.of());
        put("mandates/HIGH:VERIFY", Map.of());
        put("mandates/HIGH:TICKET", Map.of());

        Response coverage = admin().get("/api/v1/policies/coverage");

        coverage.then()
                .statusCode(200)
                .body("items.find { it.function == 'CONTAIN' }.criticality", equalTo("HIGH"))
                .body("items.find { it.function == 'CONTAIN' }.answer", equalTo("COVERED"))
                .body(
                        "items.find { it.function == 'CONTAIN' }.capabilities.connectors.flatten().healthy",
                        hasItems(true))
                .body("items.find { it.function == 'VERIFY' }.answer", equalTo("NO_HEALTHY_CONNECTOR"))
                .body("items.find { it.function == 'TICKET' }.answer", equalTo("COVERED"))
                .body(
                        "items.find { it.function == 'TICKET' }.capabilities.find { it.byPeople }.capability",
                        equalTo("task.assign"))
                .body(
                        "items.find { it.function == 'TICKET' }.capabilities.policies.flatten()",
                        hasItems("RES-003", "RES-020"));
        problem(as(token("coverage-siem", "siem")).get("/api/v1/policies/coverage"), 403);
    }

    private static ValidatableResponse found(String subject, boolean open) {
        return admin().queryParam("subject", subject)
                .queryParam("open", open)
                .get(FINDINGS)
                .then()
                .statusCode(200);
    }

    private static List<Object> actionsOn(String target) {
        return admin().queryParam("target", target).get("/api/v1/actions").path("items");
    }

    private static Response close(String id, String reason) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(FINDINGS + "/" + id + "/closure");
    }

    private static void put(String path, Map<String, ?> body) {
        int status = admin().contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/context/" + path)
                .statusCode();
        assertThat(status).isIn(200, 201);
    }

    private static String token(String name, String role) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("name", name, "role", role))
                .post("/api/v1/tokens")
                .path("token");
    }

    private static RequestSpecification admin() {
        return as(QuarkusTestDatabase.ADMIN_TOKEN);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse problem(Response answer, int status) {
        return answer.then().statusCode(status).contentType("application/problem+json");
    }
}
