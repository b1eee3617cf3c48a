package dev.tutti.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tutti.QuarkusTestDatabase;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks to the service as SIEMs, responders, owners and auditors do, each with a token of their own. */
final class Storyteller {

    /** More than anything here takes; nothing is said about how long it does take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ADMIN = "admin";
    private static final String AUDITOR = "tasha";
    private static final String SIEM = "sensor";

    /** An owner or a manager is somebody with a token whom a policy asks by name. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry(SIEM, "siem"),
            Map.entry(AUDITOR, "auditor"),
            Map.entry("ada", "responder"),
            Map.entry("bela", "responder"),
            Map.entry("otto", "responder"),
            Map.entry("wanda", "responder"),
            Map.entry("oskar", "risk-officer"),
            Map.entry("ivan", "risk-officer"),
            Map.entry("hanna", "risk-officer"),
            Map.entry("rita", "risk-officer"));

    private static final String TEAMS = """
            {"teams": [{"name": "it-operations", "members": ["otto"]},
                       {"name": "human-resources", "members": ["hanna"]}]}
            """;

    private static final Map<String, String> TOKENS =
            new ConcurrentHashMap<>(Map.of(ADMIN, QuarkusTestDatabase.ADMIN_TOKEN));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Storyteller() {}

    /** Once the service is there, and knows everybody. */
    static Storyteller begin() {
        await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
        ROLES.keySet().forEach(Storyteller::token);
        Storyteller teller = new Storyteller();
        teller.states(TEAMS);
        return teller;
    }

    /** What is true of the organisation. */
    void states(String document) {
        by(ADMIN).body(document).post("/api/v1/context").then().statusCode(200);
    }

    /** Something ends to be true. */
    void ends(String what) {
        by(ADMIN).delete("/api/v1/context/" + what).then().statusCode(204);
    }

    /** From a minute ago on, for an hour. */
    void opens(String period, Map<String, String> of) {
        Instant now = Clock.systemUTC().instant();
        Map<String, String> body = new HashMap<>(of);
        body.put("period", period);
        body.put("from", now.minus(Duration.ofMinutes(1)).toString());
        body.put("until", now.plus(Duration.ofHours(1)).toString());
        by(ADMIN)
                .body(body)
                .put("/api/v1/context/periods/story-" + NUMBER.incrementAndGet())
                .then()
                .statusCode(201);
    }

    /** The answer comes when the alert is decided. */
    Story reports(Report report) {
        Response response = by(SIEM).body(report.body(NUMBER.incrementAndGet())).post("/api/v1/alerts");
        response.then().statusCode(202);
        return new Story(this, response.path("id"), response.path("decision"));
    }

    /** The newest action of this kind on this target, once there is one; the text is one of its parameters, or part of one. */
    Step step(Map<String, String> query, String text) {
        String what = query + " " + text;
        String id = await(what).atMost(PATIENCE).until(() -> first(query, text), found -> !found.isEmpty());
        return new Step(this, what, id);
    }

    boolean none(Map<String, String> query) {
        return first(query, "").isEmpty();
    }

    /** Every action on this target as its capability and state. */
    List<String> actionsOn(String target) {
        List<Map<String, Object>> items =
                read("/api/v1/actions", Map.of("target", target)).getList("items");
        return items.stream()
                .map(each -> each.get("capability") + " " + each.get("state"))
                .toList();
    }

    private static String first(Map<String, String> query, String text) {
        List<Map<String, Object>> items = read("/api/v1/actions", query).getList("items");
        return items.stream()
                .filter(item -> String.valueOf(item.get("parameters")).contains(text))
                .map(item -> String.valueOf(item.get("id")))
                .findFirst()
                .orElse("");
    }

    /** What the history says, as its auditor reads it. */
    static JsonPath read(String path, Map<String, String> query) {
        Response response = by(AUDITOR).queryParams(query).get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    Response acts(String person, String path, Map<String, Object> body) {
        return by(person).body(body).post("/api/v1/actions/" + path);
    }

    void refused(Response response, String code) {
        response.then().statusCode(403).body("code", equalTo(code));
    }

    private static RequestSpecification by(String person) {
        return given().header("Authorization", "Bearer " + token(person)).contentType(ContentType.JSON);
    }

    private static String token(String person) {
        return TOKENS.computeIfAbsent(
                person,
                absent -> given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", person, "role", ROLES.getOrDefault(person, "")))
                        .post("/api/v1/tokens")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("token"));
    }
}
