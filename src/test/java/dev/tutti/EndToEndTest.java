package dev.tutti;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job, from a SIEM's post to the state of a tool and back into the history. */
@QuarkusTest
class EndToEndTest {

    private static final Map<String, String> TOKENS = new HashMap<>();

    @BeforeEach
    void theServiceIsReadyAndKnowsItsEstate() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        if (TOKENS.isEmpty()) {
            for (var person : Map.of(
                            "e2e-siem", "siem", "e2e-rita", "responder", "e2e-ravi", "responder", "e2e-aud", "auditor")
                    .entrySet()) {
                TOKENS.put(
                        person.getKey(),
                        as(QuarkusTestDatabase.ADMIN_TOKEN)
                                .body(Map.of("role", person.getValue(), "name", person.getKey()))
                                .post("/api/v1/tokens")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("token"));
            }
            as(QuarkusTestDatabase.ADMIN_TOKEN)
                    .body("""
                            {"services": [{"name": "e2e-identity", "owner": "e2e-ivan", "criticality": "CRITICAL"},
                                          {"name": "e2e-office", "owner": "e2e-ivan", "criticality": "LOW"}],
                             "assets": [{"name": "e2e-dc-1", "service": "e2e-identity", "addresses": ["10.77.0.1"]},
                                        {"name": "e2e-pc-1", "service": "e2e-office", "addresses": ["10.77.1.1"]},
                                        {"name": "e2e-pc-2", "service": "e2e-office", "addresses": ["10.77.1.2"]}]}
                            """)
                    .post("/api/v1/context")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aSuricataAlertIsDecidedCarriedOutAndFoundInTheHistory() {
        String alertId = "";
        for (int i = 0; i < 3; i++) {
            alertId = suricataScanFrom("203.0.113.77");
        }
        String third = alertId;

        await().atMost(Duration.ofSeconds(20)).until(() -> blocked("203.0.113.77"));

        by("e2e-aud")
                .get("/api/v1/firings?alert=" + third)
                .then()
                .statusCode(200)
                .body("items.policyId", hasItems("CON-002", "RES-001", "MOD-001"))
                .body("items[0].ruleSetVersion.length()", equalTo(64));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> by("e2e-aud")
                        .get("/api/v1/actions?capability=firewall.block-ip&target=203.0.113.77")
                        .then()
                        .statusCode(200)
                        .body("items.state", hasItem("SUCCEEDED")));
        String story = by("e2e-aud").get("/api/v1/alerts/" + third).asString();
        assertThat(story)
                .contains("RES-001")
                .contains("ET SCAN")
                .contains("DISPATCHED")
                .contains("SUCCEEDED");
    }

    @Test
    void whatWaitsForApprovalGoesOutAfterItAndTheToolShowsIt() {
        JsonPath proposed = by("e2e-rita")
                .body(Map.of("capability", "firewall.block-ip", "target", "10.77.1.1", "reason", "it looks wrong"))
                .post("/api/v1/actions")
                .jsonPath();
        assertThat(proposed.getString("state")).isEqualTo("AWAITING_APPROVAL");
        assertThat(blocked("10.77.1.1")).isFalse();

        by("e2e-ravi")
                .body(Map.of("verdict", "APPROVE", "reason", "seen", "digest", proposed.getString("digest")))
                .post("/api/v1/actions/" + proposed.getString("id") + "/approvals")
                .then()
                .statusCode(200)
                .body("state", equalTo("DISPATCHED"));

        await().atMost(Duration.ofSeconds(20)).until(() -> blocked("10.77.1.1"));
    }

    @Test
    void nobodyApprovesWhatTheyProposed() {
        JsonPath proposed = by("e2e-rita")
                .body(Map.of("capability", "firewall.block-ip", "target", "10.77.1.2", "reason", "it looks wrong"))
                .post("/api/v1/actions")
                .jsonPath();

        by("e2e-rita")
                .body(Map.of("verdict", "APPROVE", "reason", "my own idea", "digest", proposed.getString("digest")))
                .post("/api/v1/actions/" + proposed.getString("id") + "/approvals")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("SELF_APPROVAL"));
        by("e2e-aud")
                .get("/api/v1/actions/" + proposed.getString("id"))
                .then()
                .body("votes.refusal", hasItem("SELF_APPROVAL"));
    }

    private static String suricataScanFrom(String address) {
        String alert = """
                {"timestamp":"2026-11-22T10:00:00.000000+0000","flow_id":%d,"event_type":"alert","src_ip":"%s","src_port":4711,
                 "dest_ip":"10.77.1.1","dest_port":22,"proto":"TCP","alert":{"action":"allowed","gid":1,"signature_id":2001219,
                 "rev":20,"signature":"ET SCAN Potential SSH Scan","category":"Attempted Information Leak","severity":2}}
                """.formatted(UUID.randomUUID().getMostSignificantBits() >>> 12, address);
        return by("e2e-siem")
                .body(alert)
                .post("/api/v1/alerts/suricata")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static boolean blocked(String address) {
        return given().get(SimulatedEstateResource.url("firewall") + "/blocks")
                .asString()
                .contains(address);
    }

    private static RequestSpecification by(String person) {
        return as(TOKENS.get(person));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }
}
