package dev.tutti.approval;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.conductor.Conductor;
import dev.tutti.journal.Poison;
import dev.tutti.journal.PoisonBook;
import dev.tutti.policy.Policy;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallEstate.InsteadOfTheSharedOne.class)
class QuarantineResourceTest {

    private static final String POLICIES = "/api/v1/policies/";

    @Inject
    DataSource dataSource;

    @Inject
    Conductor conductor;

    @Test
    void aPolicyThatIsOutOfForceIsListedUntilSomebodyReleasesIt() throws Exception {
        Policy failed = conductor.ruleSet().policy("RES-001").orElseThrow();
        new PoisonBook(dataSource)
                .note(new Poison(
                        0, "elsewhere", "alert-1", "DEADLINE", failed.id(), failed.ruleDigest(), "at a join", 0));
        release("NOT-999", "refreshes").then().statusCode(404);

        listed().then()
                .statusCode(200)
                .body("items.policyId", hasItem("RES-001"))
                .body("items.cause", hasItem("DEADLINE"));
        release("RES-001", "the machine stood still").then().statusCode(204);

        listed().then().body("items.policyId", everyItem(not(equalTo("RES-001"))));
    }

    @Test
    void whatIsInForceCannotBeReleased() {
        release("TIM-003", "by mistake").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void aReleaseSaysWhy() {
        release("TIM-003", " ").then().statusCode(400).body("code", equalTo("INVALID"));
    }

    @Test
    void aSiemNeitherReadsNorReleases() {
        String siem = given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "siem-of-quarantine", "role", "siem"))
                .post("/api/v1/tokens")
                .path("token");

        given().header("Authorization", "Bearer " + siem)
                .get(POLICIES + "quarantined")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + siem)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "none"))
                .post(POLICIES + "TIM-003/release")
                .then()
                .statusCode(403);
    }

    private static Response listed() {
        return given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .get(POLICIES + "quarantined");
    }

    private static Response release(String policyId, String reason) {
        return given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(POLICIES + policyId + "/release");
    }
}
