package dev.tutti.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not. */
@QuarkusTest
class IdentityTest {

    private static final String PROBLEM = "application/problem+json";

    @Inject
    Tokens tokens;

    @Inject
    ChangesSeen changes;

    @Test
    void refusesWhoeverSendsNoToken() {
        expectProblem(given().get("/api/v1/tokens"), 401, "UNAUTHENTICATED")
                .header("WWW-Authenticate", "Bearer")
                .body("hint", containsString("Authorization: Bearer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer tutti_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000",
                "Bearer nonsense",
                "Bearer ",
                "Bearer",
                "Basic YWRtaW46YWRtaW4="
            })
    void refusesACredentialThatIsNoToken(String header) {
        expectProblem(given().header("Authorization", header).get("/api/v1/tokens"), 401, "UNAUTHENTICATED");
    }

    @Test
    void refusesTheIdOfATokenWithAnotherSecret() {
        // Given
        var made = make("guess-1", "admin");
        var forged = made.token().substring(0, made.token().length() - 1)
                + (made.token().endsWith("0") ? "1" : "0");

        // When
        var answer = as(forged).get("/api/v1/tokens");

        // Then
        expectProblem(answer, 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsOnlyAdminsHandleTokens(Role role) {
        // Given
        var token = make("matrix-" + role.wireName(), role.wireName()).token();

        // When
        var list = as(token).get("/api/v1/tokens");
        var make = as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "matrix-made", "role", "siem"))
                .post("/api/v1/tokens");
        var revoke = as(token).delete("/api/v1/tokens/0123456789abcdef");

        // Then
        if (role == Role.ADMIN) {
            list.then().statusCode(200);
            make.then().statusCode(201);
            expectProblem(revoke, 404, "NOT_FOUND");
        } else {
            expectProblem(list, 403, "FORBIDDEN");
            expectProblem(make, 403, "FORBIDDEN");
            expectProblem(revoke, 403, "FORBIDDEN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%F0%9F%98%80", "%2e%2e", "' or ''='"})
    void knowsNoTokenByAnIdThatIsNone(String id) {
        expectProblem(
                asAdmin().urlEncodingEnabled(id.startsWith("'")).delete("/api/v1/tokens/" + id), 404, "NOT_FOUND");
    }

    @Test
    void refusesARevokedTokenAtOnce() {
        // Given
        var made = make("leaver", "admin");
        as(made.token()).get("/api/v1/tokens").then().statusCode(200);

        // When
        asAdmin().delete("/api/v1/tokens/" + made.id()).then().statusCode(204);

        // Then
        expectProblem(as(made.token()).get("/api/v1/tokens"), 401, "UNAUTHENTICATED");
        expectProblem(asAdmin().delete("/api/v1/tokens/" + made.id()), 404, "NOT_FOUND");
    }

    @Test
    void showsASecretOnlyInTheAnswerThatMakesIt() {
        // Given
        var log = new LogSeen();
        Logger.getLogger("").addHandler(log);

        // When
        var made = make("discreet", "auditor");
        var secret = made.token().substring(made.token().lastIndexOf('_') + 1);
        as(made.token() + "x").get("/api/v1/tokens");
        as(made.token()).get("/api/v1/tokens");
        var list = asAdmin().get("/api/v1/tokens").asString();

        // Then
        Logger.getLogger("").removeHandler(log);
        assertThat(list)
                .contains(made.id(), "discreet")
                .doesNotContain(secret, Secret.of(made.token()).digest());
        assertThat(String.join("\n", log.lines)).doesNotContain(secret, QuarkusTestDatabase.ADMIN_TOKEN);
    }

    @Test
    void tellsEverythingThatIsWrongWithARequestAtOnce() {
        var answer = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "no blanks", "role", "boss"))
                .post("/api/v1/tokens");

        expectProblem(answer, 400, "INVALID")
                .body("errors", hasSize(2))
                .body("errors.pointer", hasItems("/name", "/role"))
                .body("errors.detail", hasItem(containsString("risk-officer")));
    }

    @Test
    void namesLineAndColumnOfTextThatIsNotJson() {
        var answer = asAdmin()
                .contentType(ContentType.JSON)
                .body("{\"name\": \"a\",\n \"role\" \"siem\"}")
                .post("/api/v1/tokens");

        expectProblem(answer, 400, "MALFORMED").body("detail", containsString("line 2, column 9"));
    }

    @Test
    void namesAFieldThatIsNotKnown() {
        var answer = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "a", "role", "siem", "rolle", "siem"))
                .post("/api/v1/tokens");

        expectProblem(answer, 400, "INVALID")
                .body("errors[0].pointer", equalTo("/rolle"))
                .body("errors[0].detail", containsString("name, role"))
                .body(not(containsString("dev.tutti")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nowhere, 404, NOT_FOUND",
        "GET, /nowhere, 404, NOT_FOUND",
        "PUT, /api/v1/tokens, 405, METHOD_NOT_ALLOWED"
    })
    void answersInTheSameFormWhereNothingIsServed(String method, String path, int status, String code) {
        expectProblem(asAdmin().request(method, path), status, code);
    }

    @Test
    void answersInTheSameFormToAnotherMediaType() {
        expectProblem(asAdmin().contentType("text/csv").body("a,b").post("/api/v1/tokens"), 415, "UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void tellsEverybodyHowItIs(String path) {
        given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi", "/q/swagger-ui", "/q/dev-ui", "/nowhere", "/api/v1/nowhere"})
    void hidesTheRestFromStrangers(String path) {
        expectProblem(given().get(path), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi"})
    void showsTheRestToAnyRole(String path) {
        as(make("scraper", "auditor").token()).get(path).then().statusCode(200);
    }

    @Test
    void keepsTheLastAdmin() {
        // Given
        var admins = tokens.all().stream()
                .filter(token -> token.role() == Role.ADMIN)
                .toList();
        var last = admins.get(0);
        admins.stream().skip(1).forEach(token -> asAdmin().delete("/api/v1/tokens/" + token.id()));

        // When
        var answer = asAdmin().delete("/api/v1/tokens/" + last.id());

        // Then
        expectProblem(answer, 409, "LAST_ADMIN").body("hint", startsWith("Make another"));
        asAdmin().get("/api/v1/tokens").then().statusCode(200);
    }

    @Test
    void refusesANameThatDiffersInCaseOnly() {
        // Given
        make("Bea", "responder");

        // When
        var answer = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "bea", "role", "risk-officer"))
                .post("/api/v1/tokens");

        // Then
        expectProblem(answer, 409, "NAME_TAKEN").body("hint", containsString("Use Bea"));
    }

    @Test
    void announcesTheUnionOfAPersonsRolesWhenItChanges() {
        // When
        make("carol", "responder");
        make("carol", "responder");
        var second = make("carol", "auditor");
        asAdmin().delete("/api/v1/tokens/" + second.id()).then().statusCode(204);

        // Then
        assertThat(changes.of("carol"))
                .containsExactly(Set.of(Role.RESPONDER), Set.of(Role.RESPONDER, Role.AUDITOR), Set.of(Role.RESPONDER));
        assertThat(tokens.people()).containsEntry("carol", Set.of(Role.RESPONDER));
    }

    @Test
    void actsWithTheRoleOfTheTokenAndNotWithAllOfThePerson() {
        // Given
        make("dora", "admin");
        var asSource = make("dora", "siem").token();

        // When
        var answer = as(asSource).get("/api/v1/tokens");

        // Then
        expectProblem(answer, 403, "FORBIDDEN");
    }

    private record Made(String id, String token) {}

    private static Made make(String name, String role) {
        var answer = asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "role", role))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract();
        assertThat(answer.header("Location")).endsWith("/api/v1/tokens/" + answer.path("id"));
        return new Made(answer.path("id"), answer.path("token"));
    }

    private static RequestSpecification asAdmin() {
        return as(QuarkusTestDatabase.ADMIN_TOKEN);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse expectProblem(io.restassured.response.Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", startsWith("urn:tutti:problem:"));
    }

    /** Keeps every line that is logged. */
    private static final class LogSeen extends Handler {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage() + " " + java.util.Arrays.toString(record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
