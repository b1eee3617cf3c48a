package dev.tutti.admission;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources, their keys and their limits through the service. */
@QuarkusTest
class SendersOverHttpTest {

    private static final String SOURCES = "/api/v1/sources";
    private static final String ALERTS = "/api/v1/alerts";
    private static final String HOOKS = "/api/v1/hooks/";

    @Inject
    Clock clock;

    @Inject
    StubbedAws aws;

    @Test
    void everyKindOfSecretPostsAlertsOfTheTenantOfItsSource() {
        declare("over-http-secrets", Map.of());

        var bearer = key("over-http-secrets", "BEARER").secret();
        var basic = key("over-http-secrets", "BASIC").secret();
        var apiKey = key("over-http-secrets", "API_KEY").secret();
        var url = key("over-http-secrets", "URL").secret();

        assertTenant(alert().header("Authorization", "Bearer " + bearer).post(ALERTS));
        assertTenant(
                alert().auth().preemptive().basic("over-http-secrets", basic).post(ALERTS));
        assertTenant(alert().header("X-Api-Key", apiKey).post(ALERTS));
        assertTenant(alert().post(HOOKS + url));
        assertTenant(alert().post(HOOKS + url + "/tutti"));
    }

    @Test
    void whatWasMeantAsADryRunIsNotTakenInEarnest() {
        declare("over-http-dry", Map.of());
        String secret = key("over-http-dry", "URL").secret();

        var hook = expectProblem(alert().post(HOOKS + secret + "?dry=true"), 400, "INVALID");
        assertThat(hook.extract().asString()).doesNotContain(secret);
        expectProblem(asAdmin().contentType(ContentType.JSON).body(alertText()).post(ALERTS + "?dry=1"), 400, "INVALID")
                .body("errors[0].pointer", equalTo("query:dry"));
        expectProblem(
                        asAdmin()
                                .contentType(ContentType.JSON)
                                .body(alertText())
                                .post(ALERTS + "/tutti?dryrun=true"),
                        400,
                        "INVALID")
                .body("errors[0].pointer", equalTo("query:dryrun"));
        asAdmin()
                .contentType(ContentType.JSON)
                .body(alertText())
                .post(ALERTS + "?dry=true")
                .then()
                .statusCode(200)
                .body("items[0].decision", notNullValue());
    }

    @Test
    void whatTheFrameworkRefusesSaysWhatToMend() {
        declare("over-http-hints", Map.of());

        expectProblem(asAdmin().contentType(ContentType.URLENC).body("{}").post(ALERTS), 415, "UNSUPPORTED")
                .body("hint", containsString("application/json"));
        expectProblem(asAdmin().get("/api/v1/alert"), 404, "NOT_FOUND").body("hint", containsString(ALERTS));
        expectProblem(
                        post(SOURCES + "/over-http-hints/keys", Map.of("kind", "API_KEY", "expiresAt", "2027-01-01")),
                        400,
                        "INVALID")
                .body("errors[0].detail", equalTo("must be a time with an offset, such as 2026-03-01T10:05:00Z"));
    }

    @Test
    void aSignedBodyArrivesAsItWasSent() {
        signer();
        String key = key("over-http-signed", "HMAC").id();
        String body = alertText();

        assertTenant(signed(key, body, body).post(ALERTS));
        expectProblem(signed(key, body, body + " ").post(ALERTS), 401, "UNAUTHENTICATED")
                .body("hint", containsString("bytes of the body"));
        expectProblem(signed("0123456789abcdef", body, body).post(ALERTS), 401, "UNAUTHENTICATED");
        expectProblem(signed(key, "", "").get("/api/v1/tokens"), 403, "FORBIDDEN");
    }

    @Test
    void aSignedBatchOfMegabytesIsReadOnceAndWhole() {
        signer();
        String key = key("over-http-signed", "HMAC").id();
        String batch = "[" + alertText() + "," + alertText().replace("}", ",\"x\":\"" + "y".repeat(60_000) + "\"}")
                + "]" + " ".repeat(3 << 20);

        signed(key, batch, batch).post(ALERTS).then().statusCode(202).body("items", hasSize(2));
    }

    @Test
    void anAddressWithAWrongSecretIsNotThere() {
        declare("over-http-url", Map.of());
        Made key = key("over-http-url", "URL");

        for (String wrong : List.of(
                "",
                "masked",
                "x",
                key.id(),
                key.secret() + "0",
                "%2F" + key.secret(),
                key.secret() + "%2Ftutti",
                "..%2F" + key.secret())) {
            expectProblem(alert().urlEncodingEnabled(false).post(HOOKS + wrong), 404, "NOT_FOUND");
        }
        given().header("Authorization", admin())
                .delete(SOURCES + "/over-http-url/keys/" + key.id())
                .then()
                .statusCode(204);
        expectProblem(alert().post(HOOKS + key.secret()), 404, "NOT_FOUND");
    }

    @Test
    void theSecretOfAnAddressIsNeitherInTheLogNorInAnAnswerNorInTheMetrics() {
        // Given
        declare("over-http-masked", Map.of("formats", List.of("tutti")));
        String secret = key("over-http-masked", "URL").secret();
        var log = new LogSeen();
        Logger.getLogger("").addHandler(log);

        // When
        var answers = new ArrayList<Response>();
        answers.add(alert().post(HOOKS + secret));
        answers.add(alert().queryParam("q", secret).post(HOOKS + secret + "/tutti"));
        answers.add(alert().post(HOOKS + secret + "/suricata"));
        answers.add(alert().post(HOOKS + secret + "/nagios"));
        answers.add(alert().post(HOOKS + "tutti/" + secret));
        answers.add(alert().post(HOOKS + secret + "0/suricata"));
        answers.add(alert().urlEncodingEnabled(false).post("/api//v1/./hooks/" + secret));
        answers.add(given().urlEncodingEnabled(false).get("/api/v1/%68ooks/" + secret));
        for (String misspelt :
                List.of("/API/v1/hooks/", "/api/v1/hooks%2f", "/api/v1/hooks;a=b/", "/api/v1/alerts?key=")) {
            answers.add(given().urlEncodingEnabled(false).get(misspelt + secret));
        }
        answers.add(given().get(HOOKS + secret));
        answers.add(given().contentType(ContentType.JSON).body("{").post(HOOKS + secret));

        // Then
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsExactly(202, 202, 403, 404, 404, 404, 202, 405, 404, 404, 404, 404, 405, 400);
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.asString() + answer.headers()).doesNotContain(secret));
        Awaitility.await()
                .untilAsserted(() -> assertThat(log.lines)
                        .filteredOn(line -> line.contains("hooks/masked"))
                        .hasSizeGreaterThanOrEqualTo(14));
        Logger.getLogger("").removeHandler(log);
        assertThat(String.join("\n", log.lines)).doesNotContain(secret);
        assertThat(given().header("Authorization", admin()).get("/q/metrics").asString())
                .contains(
                        "uri=\"/api/v1/hooks/{secret}\"", "tutti_sources_refused_total{reason=\"unknown_credential\"}")
                .doesNotContain(secret);
    }

    @Test
    void aSourceIsHeldToItsFormatsNetworksAndRate() {
        declare("over-http-limits", Map.of("formats", List.of("tutti"), "rate", Map.of("alerts", 2, "per", "PT24H")));
        String secret = key("over-http-limits", "API_KEY").secret();

        expectProblem(alert().header("X-Api-Key", secret).post(ALERTS + "/suricata"), 403, "FORMAT_NOT_ALLOWED")
                .body("errors[0].detail", containsString("tutti"));
        alert().header("X-Api-Key", secret).post(ALERTS).then().statusCode(202);
        alert().header("X-Api-Key", secret).post(ALERTS).then().statusCode(202);
        expectProblem(alert().header("X-Api-Key", secret).post(ALERTS), 429, "RATE")
                .header("Retry-After", notNullValue());

        put("over-http-limits", Map.of("tenant", "*", "networks", List.of("192.0.2.0/24")))
                .then()
                .statusCode(200);
        expectProblem(alert().header("X-Api-Key", secret).post(ALERTS), 403, "ADDRESS_NOT_ALLOWED");
        put("over-http-limits", Map.of("tenant", "*", "networks", List.of("127.0.0.0/8", "::1")))
                .then()
                .statusCode(200);
        alert().header("X-Api-Key", secret).post(ALERTS).then().statusCode(202);
    }

    @Test
    void aRetiredSourceIsRefusedAtOnceAndItsNameIsNotGivenAgain() {
        declare("over-http-retired", Map.of());
        String secret = key("over-http-retired", "BEARER").secret();
        alert().header("Authorization", "Bearer " + secret).post(ALERTS).then().statusCode(202);

        asAdmin().delete(SOURCES + "/over-http-retired").then().statusCode(204);

        expectProblem(alert().header("Authorization", "Bearer " + secret).post(ALERTS), 401, "UNAUTHENTICATED");
        expectProblem(asAdmin().get(SOURCES + "/over-http-retired"), 404, "NOT_FOUND");
        expectProblem(asAdmin().get(SOURCES + "/over-http-retired/keys"), 404, "NOT_FOUND");
        expectProblem(asAdmin().delete(SOURCES + "/over-http-retired"), 404, "NOT_FOUND");
        expectProblem(post(SOURCES, Map.of("name", "over-http-retired", "tenant", "acme")), 409, "NAME_TAKEN")
                .body("detail", containsString("retired"));
    }

    @Test
    void aSecretIsShownOnceAndItsUseToTheHour() {
        declare("over-http-shown", Map.of());
        var made = key("over-http-shown", "API_KEY");
        alert().header("X-Api-Key", made.secret()).post(ALERTS).then().statusCode(202);

        Awaitility.await()
                .untilAsserted(() -> asAdmin()
                        .get(SOURCES + "/over-http-shown/keys")
                        .then()
                        .body("items", hasSize(1))
                        .body("items[0].id", equalTo(made.id()))
                        .body("items[0].standing", equalTo("GOOD"))
                        .body("items[0].lastUsedAt", containsString(":00:00Z"))
                        .body(not(containsString(made.secret()))));
    }

    @Test
    void oneCertificateIsOfOneSource() {
        declare("over-http-cert-1", Map.of());
        declare("over-http-cert-2", Map.of());
        var wanted = Map.of("kind", "CERTIFICATE", "certificate", "c0".repeat(32));
        String first = post(SOURCES + "/over-http-cert-1/keys", wanted)
                .then()
                .statusCode(201)
                .body("subject", equalTo("c0".repeat(32)))
                .body("secret", equalTo(null))
                .extract()
                .path("id");

        expectProblem(post(SOURCES + "/over-http-cert-2/keys", wanted), 409, "CONFLICT")
                .body("detail", containsString("over-http-cert-1"));
        asAdmin().delete(SOURCES + "/over-http-cert-1/keys/" + first).then().statusCode(204);
        post(SOURCES + "/over-http-cert-2/keys", wanted).then().statusCode(201);
    }

    @Test
    void aSourceIsDeclaredChangedAndListed() {
        declare(
                "over-http-kept",
                Map.of("networks", List.of("2001:DB8::/32"), "rate", Map.of("alerts", 5, "per", "PT60S")));

        asAdmin()
                .get(SOURCES + "/over-http-kept")
                .then()
                .statusCode(200)
                .body("networks", hasItem("2001:db8::/32"))
                .body("rate.per", equalTo("PT1M"))
                .body("createdBy", equalTo("admin"));
        put("over-http-kept", Map.of("tenant", "other"))
                .then()
                .statusCode(200)
                .body("tenant", equalTo("other"))
                .body("networks", hasSize(0))
                .body("rate", equalTo(null));
        asAdmin().get(SOURCES).then().body("items.name", hasItem("over-http-kept"));
        expectProblem(put("over-http-kept", Map.of("name", "other", "tenant", "x")), 400, "INVALID")
                .body("errors[0].pointer", equalTo("/name"));
        expectProblem(put("over-http-none", Map.of("tenant", "x")), 404, "NOT_FOUND");
        expectProblem(post(SOURCES, Map.of("name", "Ü", "formats", List.of("nagios"))), 400, "INVALID")
                .body("errors.pointer", hasItems("/name", "/tenant", "/formats/0"));
        expectProblem(post(SOURCES, Map.of("nam", "x")), 400, "INVALID").body("errors[0].pointer", equalTo("/nam"));
    }

    @Test
    void adminsDeclareAuditorsReadAndSourcesDoNeither() {
        declare("over-http-roles", Map.of());
        String source = "Bearer " + key("over-http-roles", "BEARER").secret();
        String auditor = "Bearer " + token("auditor");

        given().header("Authorization", auditor).get(SOURCES).then().statusCode(200);
        given().header("Authorization", auditor)
                .get(SOURCES + "/over-http-roles/keys")
                .then()
                .statusCode(200);
        for (String other : List.of(auditor, source, "Bearer " + token("risk-officer"))) {
            var wanted = given().header("Authorization", other).contentType(ContentType.JSON);
            expectProblem(wanted.body(Map.of("name", "x", "tenant", "x")).post(SOURCES), 403, "FORBIDDEN");
            expectProblem(wanted.body(Map.of("kind", "URL")).post(SOURCES + "/over-http-roles/keys"), 403, "FORBIDDEN");
            expectProblem(wanted.body(Map.of("tenant", "*")).put(SOURCES + "/over-http-roles"), 403, "FORBIDDEN");
            expectProblem(
                    given().header("Authorization", other).delete(SOURCES + "/over-http-roles"), 403, "FORBIDDEN");
        }
        expectProblem(given().header("Authorization", source).get(SOURCES), 403, "FORBIDDEN");
        expectProblem(given().header("Authorization", source).get(ALERTS), 403, "FORBIDDEN");
    }

    @Test
    void snsConfirmsItsSubscriptionAndItsNotificationsAreReadByTheFormat(@TempDir Path directory) {
        // Given
        KeyPairs sns = KeyPairs.of(directory, "CN=sns.amazonaws.com", "-1d", 30);
        aws.pages.serve(SnsPost.CERTIFICATE, sns);
        aws.pages.serve(SnsPost.CONFIRM, new byte[0]);
        String time = clock.instant().toString();
        SnsPost subscription = SnsPost.subscription(time).signedBy(sns);
        expectProblem(sns(subscription), 401, "UNAUTHENTICATED");

        // When
        declare("over-http-sns", Map.of());
        post(SOURCES + "/over-http-sns/keys", Map.of("kind", "SNS_TOPIC", "topic", SnsPost.TOPIC))
                .then()
                .statusCode(201);

        // Then
        sns(subscription).then().statusCode(204);
        assertThat(aws.pages.asked).hasToString("[" + SnsPost.CERTIFICATE + ", " + SnsPost.CONFIRM + "]");
        expectProblem(sns(SnsPost.notification(time).signedBy(sns)), 400, "INVALID")
                .body("errors.pointer", hasItem("/Message/title"));
        expectProblem(sns(SnsPost.notification(time).signedBy(sns).with("Message", "x")), 401, "UNAUTHENTICATED");
        expectProblem(sns(subscription.with("Type", "UnsubscribeConfirmation")), 401, "UNAUTHENTICATED");
    }

    private static Response sns(SnsPost post) {
        return given().contentType("text/plain; charset=UTF-8")
                .header("x-amz-sns-topic-arn", SnsPost.TOPIC)
                .body(post.bytes())
                .post("/api/v1/sns/tutti");
    }

    /** The source whose key the settings hold; two tests need it, and either may be the first. */
    private static void signer() {
        var there = given().header("Authorization", admin()).get(SOURCES + "/over-http-signed");
        if (there.statusCode() == 404) {
            declare("over-http-signed", Map.of());
        }
    }

    private static void declare(String name, Map<String, Object> limits) {
        var form = new HashMap<String, Object>(limits);
        form.put("name", name);
        form.put("tenant", "acme");
        post(SOURCES, form).then().statusCode(201).header("Location", containsString(SOURCES + "/" + name));
    }

    /** The secret is empty for a kind that has none. */
    private record Made(String id, String secret) {}

    private static Made key(String source, String kind) {
        var answer = post(SOURCES + "/" + source + "/keys", Map.of("kind", kind))
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract();
        return new Made(answer.path("id"), Objects.requireNonNullElse(answer.path("secret"), ""));
    }

    private static String token(String role) {
        return post("/api/v1/tokens", Map.of("name", "over-http-" + role, "role", role))
                .path("token");
    }

    private static Response post(String path, Object body) {
        return asAdmin().contentType(ContentType.JSON).body(body).post(path);
    }

    private static Response put(String name, Object body) {
        return asAdmin().contentType(ContentType.JSON).body(body).put(SOURCES + "/" + name);
    }

    private static RequestSpecification asAdmin() {
        return given().header("Authorization", admin());
    }

    private static String admin() {
        return "Bearer " + QuarkusTestDatabase.ADMIN_TOKEN;
    }

    private RequestSpecification alert() {
        return given().contentType(ContentType.JSON).body(alertText());
    }

    private String alertText() {
        return "{\"source\":\"over-http\",\"sourceId\":\"" + UUID.randomUUID()
                + "\",\"title\":\"ü\",\"tenant\":\"mallory\"," + "\"observedAt\":\"" + clock.instant() + "\"}";
    }

    private RequestSpecification signed(String key, String signedBody, String body) {
        long now = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SenderSettings.HMAC_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature =
                    HexFormat.of().formatHex(mac.doFinal((now + "." + signedBody).getBytes(StandardCharsets.UTF_8)));
            return given().contentType(ContentType.JSON)
                    .header("X-Tutti-Key", key)
                    .header("X-Tutti-Signature", "t=" + now + ",v1=" + signature)
                    .body(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertTenant(Response answer) {
        answer.then().statusCode(202);
        asAdmin().get(answer.<String>path("href")).then().statusCode(200).body("alert.tenant", equalTo("acme"));
    }

    private static ValidatableResponse expectProblem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    /** Keeps every line that is logged. */
    private static final class LogSeen extends Handler {

        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage() + " " + Arrays.toString(record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
