package dev.tutti.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.AlertDesk;
import dev.tutti.conductor.Reception;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Revised;
import dev.tutti.fact.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryResourceTest {

    private Chronicle morning;

    @Inject
    DataSource dataSource;

    @Inject
    AlertDesk desk;

    @BeforeAll
    void liveThroughAMorning() throws SQLException {
        morning = new Chronicle("history-over-rest", dataSource);
    }

    @ParameterizedTest
    @CsvSource({"auditor, 200", "risk-officer, 200", "responder, 200", "admin, 200", "siem, 403"})
    void isReadByEverybodyButSiems(String role, int status) {
        String token = token(role);

        assertThat(paths())
                .allSatisfy(path ->
                        assertThat(as(token, path).statusCode()).as(path).isEqualTo(status));
    }

    @Test
    void isReadByNobodyWithoutAToken() {
        assertThat(paths())
                .allSatisfy(path ->
                        assertThat(given().get(path).statusCode()).as(path).isEqualTo(401));
    }

    @Test
    void leadsFromPageToPage() {
        Response first = read("/api/v1/alerts?source=history-over-rest&limit=3");
        String next = first.path("next");

        first.then().body("items", hasSize(3));
        assertThat(first.header("Link"))
                .isEqualTo("</api/v1/alerts?after=" + next + "&limit=3&source=history-over-rest>; rel=\"next\"");
        String link = first.header("Link");
        read(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("$", not(hasKey("next")))
                .header("Link", (String) null);
    }

    @Test
    void writesActionsFirmlyTyped() {
        read("/api/v1/actions?alert=" + morning.heldAlert)
                .then()
                .body("items[0].id", equalTo(morning.isolation))
                .body("items[0].state", equalTo("SUCCEEDED"))
                .body("items[0].closed", equalTo(false))
                .body("items[0].parameters", equalTo(Map.of()))
                .body("items[0].openedAt", equalTo("2026-03-01T10:05:00Z"))
                .body("items[0].leaseUntil", equalTo("2026-03-01T16:00:02Z"))
                .body("items[0].causeCount", equalTo(3));
        read("/api/v1/actions/" + morning.askedIsolation)
                .then()
                .body("$", not(hasKey("leaseUntil")))
                .body("capability", equalTo("edr.isolate-host"))
                .body("votes.refusal", equalTo(java.util.Arrays.asList("DIGEST_MISMATCH", null)))
                .body("transitions.to", equalTo(List.of("AWAITING_APPROVAL", "PERMITTED", "DISPATCHED")))
                .body("causes.alertId", equalTo(List.of(morning.askedAlert)))
                .body("attempts", hasSize(0));
    }

    @Test
    void tellsWhatASourceSaidAgainOfAnAlertAndCountsItOnce() {
        Instant seen = Instant.parse("2026-03-01T10:00:00Z");
        Revised alert = Revised.malware("history-again", "history-host-1", seen)
                .about(Kind.OTHER)
                .madeAt(seen);
        Reception reception = desk.receive(List.of(
                        alert.report(),
                        alert.as(Severity.HIGH).madeAt(seen.plusSeconds(60)).report(),
                        alert.madeAt(seen.plusSeconds(30)).report(),
                        alert.as(Severity.HIGH)
                                .over()
                                .madeAt(seen.plusSeconds(90))
                                .report()))
                .join();
        List<String> ids = ((Reception.Received) reception)
                .receipts().stream().map(Reception.Receipt::alertId).toList();

        Response story = read("/api/v1/alerts/" + ids.get(0));
        story.then()
                .body("revisions.id", equalTo(ids.subList(1, 4)))
                .body("revisions.status", equalTo(List.of("OPEN", "OPEN", "RESOLVED")))
                .body("revisions.stale", equalTo(List.of(false, true, false)))
                .body("alert.inConflictWith", hasSize(0))
                .body(
                        "timeline.findAll { it.kind == 'REVISION' }.text",
                        equalTo(List.of(
                                "guard sent it again: severity from \"MEDIUM\" to \"HIGH\"",
                                "guard sent it again: severity from \"HIGH\" to \"MEDIUM\""
                                        + "; a newer report had come before, so it changes nothing",
                                "guard sent it again: status from \"OPEN\" to \"RESOLVED\"")));
        read("/api/v1/alerts/" + ids.get(3))
                .then()
                .body("alert.updates", equalTo(ids.get(0)))
                .body("alert.revision", equalTo(3))
                .body("decision.headline", equalTo("RESOLVED"));
        String fingerprint = story.path("alert.fingerprint");
        read("/api/v1/alerts?fingerprint=" + fingerprint).then().body("items", hasSize(4));
        read("/api/v1/alerts/groups?source=guard&limit=1")
                .then()
                .body("items", hasSize(1))
                .body("items[0].fingerprint", equalTo(fingerprint))
                .body("items[0].count", equalTo(1))
                .body("items[0].newest", equalTo(ids.get(0)))
                .body("items[0].title", equalTo("Something happened"));
    }

    @Test
    void tellsTheStoryOfAnAlert() {
        read("/api/v1/alerts/" + morning.heldAlert)
                .then()
                .body("alert.observables[0].value", equalTo("pc-1"))
                .body("alert.deliveries", equalTo(1))
                .body("decision.headline", equalTo("HELD"))
                .body("firings[0].bindings", hasKey("$host"))
                .body("actions[0].id", equalTo(morning.isolation))
                .body("timeline.kind", hasItems("ALERT", "FIRING", "DECISION", "JUDGEMENT", "OUTCOME"))
                .body("timeline", everyItem(hasKey("ref")));
    }

    @Test
    void tellsTheStoryOfAnAlertThatWasPosted() {
        String id = given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body("{\"source\":\"history-posted\",\"title\":\"nothing\",\"observedAt\":\"2026-03-01T10:05:00Z\"}")
                .post("/api/v1/alerts")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        read("/api/v1/alerts/" + id)
                .then()
                .statusCode(200)
                .body("alert.source", equalTo("history-posted"))
                .body("decision.headline", equalTo("UNMATCHED"));
    }

    @Test
    void handsOutThePayloadAsNothingThatABrowserRuns() {
        Response raw = read("/api/v1/alerts/" + morning.heldAlert + "/raw");

        assertThat(raw.contentType()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(raw.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"alert-" + morning.heldAlert + ".txt\"");
        assertThat(raw.asString()).isEqualTo(Chronicle.RAW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/alerts/00000000-0000-0000-0000-000000000001",
                "/api/v1/alerts/00000000-0000-0000-0000-000000000001/raw",
                "/api/v1/actions/00000000-0000-0000-0000-000000000001"
            })
    void knowsNoSuchId(String path) {
        read(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/alerts/1f3a, path:id",
        "/api/v1/actions/x, path:id",
        "/api/v1/firings?polcy=TIM-900, query:polcy",
        "/api/v1/decisions?headline=held, query:headline",
        "/api/v1/actions?open, query:open",
        "/api/v1/alerts?limit=1001, query:limit",
        "/api/v1/alerts?source=a%00b, query:source",
        "/api/v1/alerts?from=2026-03-01T10:00:00+01:00, query:from"
    })
    void saysWhatIsWrongWithARequest(String path, String pointer) {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID"))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(" "));
    }

    @Test
    void describesExactlyTheParametersThatItKnows() {
        Response openapi = read("/q/openapi?format=json");

        Map.of(
                        Firings.PATH, Firings.LISTING,
                        Decisions.PATH, Decisions.LISTING,
                        Actions.PATH, Actions.LISTING,
                        Alerts.PATH, Alerts.LISTING)
                .forEach((path, listing) -> assertThat(
                                openapi.jsonPath().getList("paths.'" + path + "'.get.parameters.name", String.class))
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(listing.parameters()));
    }

    private List<String> paths() {
        return Stream.of(
                        "firings",
                        "decisions",
                        "actions",
                        "actions/" + morning.isolation,
                        "alerts",
                        "alerts/groups",
                        "alerts/" + morning.heldAlert,
                        "alerts/" + morning.heldAlert + "/raw")
                .map(path -> "/api/v1/" + path)
                .toList();
    }

    private static Response read(String path) {
        return as(QuarkusTestDatabase.ADMIN_TOKEN, path);
    }

    private static Response as(String token, String path) {
        return given().header("Authorization", "Bearer " + token).get(path);
    }

    private static String token(String role) {
        return given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "history-" + role, "role", role))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
