package dev.tutti.context;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told over HTTP, as it stands in the journal. */
@QuarkusTest
class ContextResourceTest {

    private static final Map<String, Object> SERVICE = Map.of("owner", "admin", "criticality", "HIGH");

    @Inject
    DataSource database;

    @Test
    void statesReplacesAndEndsAService() throws SQLException {
        put("services/shop", SERVICE)
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/context/services/shop"))
                .body("name", equalTo("shop"))
                .body("criticality", equalTo("HIGH"))
                .body("statedBy", equalTo("admin"))
                .body("statedAt", startsWith("20"))
                .body("warnings", nullValue());
        put("services/shop", SERVICE).then().statusCode(200);
        assertThat(versions("Service:shop")).isEqualTo(1);
        put("services/shop", Map.of("name", "shop", "owner", "admin", "criticality", "LOW"))
                .then()
                .statusCode(200);
        assertThat(versions("Service:shop")).isEqualTo(2);
        admin().get("/api/v1/context/services/shop").then().statusCode(200).body("criticality", equalTo("LOW"));
        admin().delete("/api/v1/context/services/shop").then().statusCode(204);
        problem(admin().get("/api/v1/context/services/shop"), 404);
        problem(admin().delete("/api/v1/context/services/shop"), 404);
    }

    @Test
    void takesBackWhatItAnswered() {
        put("services/round-trip", SERVICE).then().statusCode(201);
        String read = admin().get("/api/v1/context/services/round-trip").asString();

        admin().contentType(ContentType.JSON)
                .body(read.replace("HIGH", "LOW"))
                .put("/api/v1/context/services/round-trip")
                .then()
                .statusCode(200)
                .body("criticality", equalTo("LOW"));
    }

    @Test
    void findsAnAssetUnderEverySpellingOfItsName() {
        put("assets/SPELL-DB-1.", Map.of("service", "spelling", "addresses", List.of("::ffff:10.9.8.1")))
                .then()
                .statusCode(201)
                .body("name", equalTo("spell-db-1"))
                .body("addresses", equalTo(List.of("10.9.8.1")))
                .body("warnings[0].pointer", equalTo("/service"));

        admin().get("/api/v1/context/assets/Spell-DB-1").then().statusCode(200);
        admin().delete("/api/v1/context/assets/SPELL-db-1").then().statusCode(204);
    }

    @Test
    void refusesASecondAssetWithAnAddressAndNamesTheFirst() {
        put("assets/holder", Map.of("service", "s", "addresses", List.of("10.9.1.1")))
                .then()
                .statusCode(201);

        problem(put("assets/intruder", Map.of("service", "s", "addresses", List.of("10.9.1.1"))), 409)
                .body("code", equalTo("CONFLICT"))
                .body("errors[0].pointer", equalTo("/addresses"))
                .body("errors[0].detail", containsString("holder"));
        problem(admin().get("/api/v1/context/assets/intruder"), 404);
    }

    @ParameterizedTest
    @CsvSource({"10.9.2.0/24, 10.9.2.0/24", "10.9.3.0%2F24, 10.9.3.0/24", "*.Core.example, *.core.example"})
    void keepsNoTouchEntriesWhosePathHasASlash(String path, String entry) {
        RequestSpecification raw = admin().urlEncodingEnabled(false).contentType(ContentType.JSON);

        raw.body(Map.of("why", "core routing"))
                .put("/api/v1/context/no-touch/" + path)
                .then()
                .statusCode(201)
                .body("entry", equalTo(entry));

        problem(admin().urlEncodingEnabled(false).delete("/api/v1/context/no-touch/" + path), 409)
                .body("code", equalTo("SECOND_PERSON_NEEDED"));
    }

    @Test
    void warnsOfAnOwnerWithoutAToken() {
        put("services/orphan", Map.of("owner", "nobody-known", "criticality", "LOW"))
                .then()
                .statusCode(201)
                .body("warnings[0].pointer", equalTo("/owner"))
                .body("warnings[0].detail", containsString("nobody-known"));
    }

    @Test
    void makesAnIdForAPeriodThatHasNone() {
        var period = Map.of(
                "period", "CHANGE_FREEZE",
                "service", "shop-periods",
                "from", "2026-03-01T12:00:00+02:00",
                "until", "2026-03-02T12:00:00Z");

        String location = admin().contentType(ContentType.JSON)
                .body(period)
                .post("/api/v1/context/periods")
                .then()
                .statusCode(201)
                .body("from", equalTo("2026-03-01T10:00:00Z"))
                .body("warnings.pointer", hasItems("/service", "/until"))
                .extract()
                .header("Location");

        admin().get(location).then().statusCode(200).body("period", equalTo("CHANGE_FREEZE"));
        admin().delete(location).then().statusCode(204);
    }

    @Test
    void saysEverythingThatIsWrong() {
        problem(put("services/bad", Map.of("name", "other", "criticality", "HUGE")), 400)
                .body("errors.pointer", hasItems("/owner", "/criticality"));
        problem(put("services/bad", Map.of("name", "other", "owner", "a", "criticality", "LOW")), 400)
                .body("errors[0].pointer", equalTo("/name"));
        problem(put("services/bad", Map.of("ownr", "a")), 400).body("errors[0].pointer", equalTo("/ownr"));
        problem(admin().contentType(ContentType.JSON).put("/api/v1/context/services/bad"), 400);
        problem(put("no-touch/10.0.0.1-10.0.0.9", Map.of("why", "w")), 400)
                .body("errors[0].detail", containsString("range"));
    }

    @Test
    void listsPageByPage() {
        IntStream.range(0, 5).forEach(i -> put("assets/zz-page-" + i, Map.of("service", "paging")));

        var first = admin().get("/api/v1/context/assets?limit=2&after=zz-page")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("zz-page-0", "zz-page-1")))
                .body("next", equalTo("zz-page-1"))
                .header("Link", containsString("rel=\"next\""))
                .extract();
        String next = first.header("Link").replaceAll(".*<([^>]*)>.*", "$1");
        admin().urlEncodingEnabled(false)
                .get(next)
                .then()
                .body("items.name", equalTo(List.of("zz-page-2", "zz-page-3")));
        admin().get("/api/v1/context/assets?after=zz-page-3")
                .then()
                .body("items.name", equalTo(List.of("zz-page-4")))
                .body("next", nullValue());
        problem(admin().get("/api/v1/context/assets?limit=1001"), 400)
                .body("errors[0].pointer", equalTo("query:limit"));
        problem(admin().get("/api/v1/context/assets?limit=0"), 400);
    }

    @Test
    void importsAnEstateOnce() throws SQLException {
        var estate = Map.of(
                "services", List.of(Map.of("name", "imp", "owner", "admin", "criticality", "LOW")),
                "assets",
                        IntStream.range(0, 200)
                                .mapToObj(i -> Map.of(
                                        "name", "imp-" + i, "service", "imp", "addresses", List.of("10.8.0." + i)))
                                .toList(),
                "periods",
                        List.of(Map.of(
                                "id", "imp-freeze",
                                "period", "CHANGE_FREEZE",
                                "service", "imp",
                                "from", "2100-01-01T00:00:00Z",
                                "until", "2100-02-01T00:00:00Z")),
                "noTouch", List.of(Map.of("entry", "imp-dc-1", "why", "all log on there")));

        post(estate)
                .then()
                .statusCode(200)
                .body("services.created", equalTo(1))
                .body("assets.created", equalTo(200))
                .body("periods.created", equalTo(1))
                .body("noTouch.created", equalTo(1))
                .body("warnings", nullValue());
        post(estate).then().statusCode(200).body("assets.created", equalTo(0)).body("assets.unchanged", equalTo(200));
        assertThat(versions("Asset:imp-7")).isEqualTo(1);
    }

    @Test
    void letsTwoAssetsSwapTheirAddressesInOneDocument() {
        post(swap("10.9.5.1", "10.9.5.2")).then().statusCode(200);

        post(swap("10.9.5.2", "10.9.5.1")).then().statusCode(200).body("assets.replaced", equalTo(2));

        admin().get("/api/v1/context/assets/swap-a").then().body("addresses", equalTo(List.of("10.9.5.2")));
        admin().get("/api/v1/context/assets/swap-b").then().body("addresses", equalTo(List.of("10.9.5.1")));
    }

    @Test
    void statesNothingOfADocumentThatIsPartlyWrong() {
        var estate = Map.of(
                "services", List.of(Map.of("name", "partly", "owner", "admin", "criticality", "LOW")),
                "assets",
                        List.of(
                                Map.of("name", "partly-1", "service", "partly", "addresses", List.of("10.0.0.0/8")),
                                Map.of("name", "partly-2", "service", "partly"),
                                Map.of("name", "PARTLY-2", "service", "partly")),
                "noTouch", List.of(Map.of("entry", "*", "why", "all")));

        problem(post(estate), 400)
                .body("errors.pointer", hasItems("/assets/0/addresses/0", "/assets/2", "/noTouch/0/entry"));

        problem(admin().get("/api/v1/context/services/partly"), 404);
    }

    @Test
    void refusesADocumentOfMoreThanTenThousandEntries() {
        problem(
                post(Map.of(
                        "services",
                        IntStream.range(0, 10_001).mapToObj(i -> Map.of()).toList())),
                413);
        problem(
                        admin().contentType(ContentType.JSON)
                                .body("{\"services\": [null]}")
                                .post("/api/v1/context"),
                        400)
                .body("errors[0].pointer", equalTo("/services/0"));
    }

    @Test
    void statesWhatHasTwoNamesUnderBoth() throws SQLException {
        put("memberships/rest-eva:urn:groups:crm", Map.of())
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/context/memberships/rest-eva:urn:groups:crm"))
                .body("user", equalTo("rest-eva"))
                .body("group", equalTo("urn:groups:crm"));
        put("memberships/rest-eva:urn:groups:crm", Map.of("user", "rest-eva", "group", "urn:groups:crm"))
                .then()
                .statusCode(200);
        assertThat(versions("Membership:rest-eva:urn:groups:crm")).isEqualTo(1);

        problem(put("memberships/rest-eva:vpn", Map.of("user", "rest-max")), 400)
                .body("errors[0].pointer", equalTo("/group"));
        admin().get("/api/v1/context/memberships?after=rest-eva:u")
                .then()
                .body("items.group", hasItem("urn:groups:crm"));
        admin().delete("/api/v1/context/memberships/rest-eva:urn:groups:crm")
                .then()
                .statusCode(204);
        problem(admin().get("/api/v1/context/memberships/rest-eva:urn:groups:crm"), 404);
    }

    @Test
    void takesEverySectionInOneDocument() {
        post(Map.of(
                        "verticals", List.of(Map.of("name", "doc-finance", "outageIsSecurityEvent", true)),
                        "teams", List.of(Map.of("name", "doc-team", "members", List.of("admin", "nobody-known"))),
                        "upkeep",
                                List.of(Map.of(
                                        "id", "doc-feed",
                                        "kind", "FEED",
                                        "owner", "doc-team",
                                        "since", "2100-03-01T10:00:00Z",
                                        "everyHours", 24)),
                        "mandates", List.of(Map.of("criticality", "LOW", "function", "TICKET"))))
                .then()
                .statusCode(200)
                .body("verticals.created", equalTo(1))
                .body("teams.created", equalTo(1))
                .body("upkeep.created", equalTo(1))
                .body("mandates.created", equalTo(1))
                .body("memberships.created", equalTo(0))
                .body("warnings.pointer", equalTo(List.of("/teams/0/members/1")));

        problem(post(Map.of("people", List.of())), 400).body("errors[0].pointer", equalTo("/people"));
        problem(post(Map.of("teams", List.of(Map.of("name", "x", "membres", List.of())))), 400)
                .body("errors[0].pointer", equalTo("/teams/0/membres"));
    }

    @Test
    void makesAnIdOnlyWhereAnEntryHasNoOtherName() {
        String location = admin().contentType(ContentType.JSON)
                .body(Map.of("title", "a worm", "service", "rest-office"))
                .post("/api/v1/context/incidents")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        admin().get(location).then().statusCode(200).body("title", equalTo("a worm"));
        problem(
                admin().contentType(ContentType.JSON)
                        .body(Map.of("id", "INC-1", "title", "a worm", "service", "rest-office"))
                        .post("/api/v1/context/incidents"),
                400);
        problem(admin().contentType(ContentType.JSON).body(Map.of()).post("/api/v1/context/teams"), 405);
    }

    @Test
    void tellsReadersOfTheOpenApiWhatABodyLooksLike() {
        Response document = admin().accept(ContentType.JSON).get("/q/openapi");

        String schemas = "components.schemas.";
        document.then()
                .statusCode(200)
                .body(schemas + "ContextSection.enum", hasItems("services", "in-charge", "memberships"))
                .body(schemas + "'ContextEntry.upkeep'.properties.everyHours.type", equalTo("integer"))
                .body(schemas + "ContextDocument.properties.breakGlassRights.type", equalTo("array"))
                .body(schemas + "ContextEntry.oneOf.'$ref'", hasItem("#/components/schemas/ContextEntry.memberships"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "responder"})
    void letsAuditorsAndRespondersReadOnly(String role) {
        String token = token("context-" + role, role);

        as(token).get("/api/v1/context/services").then().statusCode(200);
        problem(as(token).contentType(ContentType.JSON).body(SERVICE).put("/api/v1/context/services/x"), 403);
        problem(as(token).delete("/api/v1/context/services/x"), 403);
        problem(as(token).contentType(ContentType.JSON).body(Map.of()).post("/api/v1/context"), 403);
    }

    @Test
    void letsRiskOfficersWriteAndHidesAllFromSiems() {
        as(token("context-officer", "risk-officer"))
                .contentType(ContentType.JSON)
                .body(SERVICE)
                .put("/api/v1/context/services/officers")
                .then()
                .statusCode(201)
                .body("statedBy", equalTo("context-officer"));
        String siem = token("context-siem", "siem");
        problem(as(siem).get("/api/v1/context/services"), 403);
        problem(as(siem).contentType(ContentType.JSON).body(Map.of()).put("/api/v1/context/mandates/LOW:TICKET"), 403);
        problem(given().get("/api/v1/context/services"), 401);
    }

    @Test
    void knowsAPersonAsSoonAsTheTokenIsAnswered() {
        // When
        String id = newToken("follow-me", "responder").path("id");
        newToken("follow-me", "auditor");

        // Then
        admin().get("/api/v1/context/people/follow-me")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("auditor", "responder")))
                .body("statedBy", equalTo("tutti"));
        admin().delete("/api/v1/tokens/" + id);
        admin().get("/api/v1/context/people/follow-me").then().body("roles", equalTo(List.of("auditor")));
        admin().get("/api/v1/context/people?limit=1000").then().body("items.name", hasItem("admin"));
    }

    @Test
    void endsAPersonWithoutATokenAndTakesNoneOverHttp() {
        String id = newToken("leave-me", "responder").path("id");

        admin().delete("/api/v1/tokens/" + id).then().statusCode(204);

        problem(admin().get("/api/v1/context/people/leave-me"), 404);
        problem(put("people/leave-me", Map.of("roles", List.of("admin"))), 405);
        problem(admin().delete("/api/v1/context/people/admin"), 405);
        problem(admin().get("/api/v1/context/weather"), 404);
    }

    private static Map<String, Object> swap(String a, String b) {
        return Map.of(
                "assets",
                List.of(
                        Map.of("name", "swap-a", "service", "swap", "addresses", List.of(a)),
                        Map.of("name", "swap-b", "service", "swap", "addresses", List.of(b))));
    }

    private static Response put(String path, Map<String, ?> body) {
        return admin().contentType(ContentType.JSON).body(body).put("/api/v1/context/" + path);
    }

    private static Response post(Map<String, ?> body) {
        return admin().contentType(ContentType.JSON).body(body).post("/api/v1/context");
    }

    private static String token(String name, String role) {
        return newToken(name, role).path("token");
    }

    private static Response newToken(String name, String role) {
        var made = admin().contentType(ContentType.JSON)
                .body(Map.of("name", name, "role", role))
                .post("/api/v1/tokens");
        made.then().statusCode(201);
        return made;
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

    private int versions(String factId) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from context_entry where fact_id = ?")) {
            select.setString(1, factId);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
