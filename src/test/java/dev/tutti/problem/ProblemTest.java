package dev.tutti.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {

    @Test
    void tellsNothingAboutAnExceptionThatNobodyExpected() {
        var body = get("/trap/unexpected")
                .statusCode(500)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("INTERNAL"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("planted-canary", "dev.tutti.", "Exception", "\tat ");
    }

    @Test
    void carriesCodeHintAndHeaders() {
        get("/trap/busy")
                .statusCode(503)
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", "2")
                .body("type", equalTo("urn:tutti:problem:busy"))
                .body("title", equalTo(ErrorCode.BUSY.title()))
                .body("detail", equalTo("The queue is full"))
                .body("hint", equalTo("Come again"));
    }

    @Test
    void closesAMethodThatNamesNobody() {
        get("/trap/undeclared").statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .get(path)
                .then();
    }
}
