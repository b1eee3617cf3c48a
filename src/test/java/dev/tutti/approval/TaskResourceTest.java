package dev.tutti.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.ContextDesk;
import dev.tutti.fact.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task from the wish to the word of the person who did it, through the service as it is. */
@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class TaskResourceTest {

    private static final String ACTIONS = "/api/v1/actions";
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    ContextDesk context;

    @Inject
    DataSource database;

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        context.state(new Person("tina", List.of("responder")), "test");
        context.state(new Person("tom", List.of("responder")), "test");
    }

    @Test
    void isShownAsATaskUntilAPersonSaysWhatCameOfIt() throws Exception {
        // Given
        String id = dispatched();
        read(id).body("state", equalTo("DISPATCHED")).body("byPeople", equalTo(true));
        assertNoOrder(id);

        // When
        Response settled = settle(
                "tina",
                id,
                Map.of("tookEffect", true, "reason", "I rang her", "results", Map.of("answer", "it was me")));

        // Then
        settled.then().statusCode(200).body("state", equalTo("SUCCEEDED")).body("results.answer", equalTo("it was me"));
        read(id).body("results", equalTo(Map.of("answer", "it was me")))
                .body("transitions.findAll { it.to == 'SUCCEEDED' }.by", equalTo(List.of("tina")))
                .body("attempts", equalTo(List.of()));
    }

    @Test
    void failsWhenThePersonSaysThatItCannotBeDone() {
        String id = dispatched();

        settle("tom", id, Map.of("tookEffect", false, "reason", "nobody answers"))
                .then()
                .statusCode(200)
                .body("state", equalTo("FAILED"));

        problem(settle("tom", id, Map.of("tookEffect", true, "reason", "she rang back")), 409, "ACTION_CLOSED");
    }

    @Test
    void saysWhatIsWrongWithAResult() {
        String id = dispatched();

        problem(
                        settle(
                                "tom",
                                id,
                                Map.of(
                                        "tookEffect",
                                        true,
                                        "reason",
                                        "done",
                                        "results",
                                        Map.of("1st", "x", "long", "x".repeat(1_001)))),
                        400,
                        "INVALID")
                .body("errors.detail", hasItem(containsString("letters, digits")))
                .body("errors.detail", hasItem(containsString("at most 1,000 characters")));
    }

    /** Proposed by one, agreed to by another; returns the id. */
    private String dispatched() {
        Response proposed = post(
                "tina",
                "",
                Map.of(
                        "capability",
                        "task.assign",
                        "target",
                        "@bea-" + NUMBER.incrementAndGet(),
                        "parameters",
                        Map.of("text", "Did you sign in from there?"),
                        "reason",
                        "nobody else knows"));
        String id = proposed.path("id");
        if (proposed.path("state").equals("AWAITING_APPROVAL")) {
            post(
                            "tom",
                            "/" + id + "/approvals",
                            Map.of("verdict", "APPROVE", "reason", "yes", "digest", proposed.path("digest")))
                    .then()
                    .body("state", equalTo("DISPATCHED"));
        }
        return id;
    }

    private Response settle(String person, String id, Map<String, Object> settlement) {
        return post(person, "/" + id + "/settlement", settlement);
    }

    private static Response post(String person, String path, Map<String, Object> body) {
        return given().header("Authorization", "Bearer " + token(person, "responder"))
                .contentType(ContentType.JSON)
                .body(body)
                .post(ACTIONS + path);
    }

    private static ValidatableResponse read(String id) {
        return given().header("Authorization", "Bearer " + token("tasha", "auditor"))
                .get(ACTIONS + "/" + id)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then().statusCode(status).body("code", equalTo(code));
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

    private void assertNoOrder(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from outbox where action_id = ?::uuid")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }
}
