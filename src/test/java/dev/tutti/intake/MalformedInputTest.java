package dev.tutti.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.QuarkusTestDatabase;
import dev.tutti.intake.format.Bodies;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A SIEM that sends what nobody can use, a thousand times, over REST. */
@QuarkusTest
class MalformedInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    AgroalDataSource database;

    @Test
    void everythingThatCannotBeUsedIsRefusedWithAReasonAndNothingOfItIsKept() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        String token = given().header("Authorization", "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType("application/json")
                .body(Map.of("role", "siem", "name", "malformed-siem"))
                .post("/api/v1/tokens")
                .path("token");
        List<Malformed.Request> requests = Malformed.requests();
        List<String> wrong = new ArrayList<>();
        String before = rows();

        URI service = URI.create("http://localhost:" + RestAssured.port);
        HttpClient client = HttpClient.newHttpClient();
        for (Malformed.Request request : requests) {
            var answer = client.send(
                    HttpRequest.newBuilder(service.resolve(request.path()))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", request.mediaType())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    request.body().array()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (!isProblem(answer)) {
                wrong.add(request.path() + ", " + request.what() + ": " + answer.statusCode() + " " + answer.body());
            }
        }

        assertThat(requests).hasSizeGreaterThanOrEqualTo(1_000);
        assertThat(wrong).isEmpty();
        assertThat(rows()).isEqualTo(before);
        given().get("/q/health/ready").then().statusCode(200);
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Bodies.SCAN.replace("1f3a", "after-the-malformed").replace("nids", "malformed-siem"))
                .post("/api/v1/alerts")
                .then()
                .statusCode(202);
    }

    private static boolean isProblem(HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() < 400 || answer.statusCode() > 499) {
            return false;
        }
        boolean typed = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        JsonNode body = JSON.readTree(answer.body());
        return typed && body.path("type").asText().startsWith("urn:tutti:problem:") && body.hasNonNull("detail");
    }

    /** How much is stored of alerts, in every table that one leaves something in. */
    private String rows() throws Exception {
        try (var connection = database.getConnection();
                var count = connection.createStatement().executeQuery("""
                        select (select count(*) from alert), (select count(*) from alert_raw),
                               (select count(*) from alert_observable), (select count(*) from decision),
                               (select count(*) from journal_input where kind = 'AlertReceived')""")) {
            count.next();
            return "%d %d %d %d %d"
                    .formatted(
                            count.getLong(1), count.getLong(2), count.getLong(3), count.getLong(4), count.getLong(5));
        }
    }
}
