package dev.tutti.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.problem.FieldError;
import dev.tutti.source.SourceForm.RateForm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for is checked as a whole, and every fault has its place. */
class FormsTest {

    private static final List<String> FORMATS = List.of("tutti", "suricata");
    private static final Instant NOW = Senders.NOON;
    private static final RateForm NO_RATE = new RateForm(0, "");
    private static final String PRINT = "AB:".repeat(31) + "CD";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:guardduty";

    @Test
    void aSourceNeedsANameAndATenantAndNothingElse() {
        assertThat(form("splunk", "acme", List.of(), List.of(), NO_RATE).errors(FORMATS))
                .isEmpty();
        assertThat(pointers(form("", "", List.of(), List.of(), NO_RATE).errors(FORMATS)))
                .containsExactly("/name", "/tenant");
    }

    @Test
    void everyFaultOfASourceIsToldAtOnce() {
        var form = form(
                "Splunk",
                "-",
                List.of("tutti", "nagios"),
                Arrays.asList("10.0.0.0/8", null, "10.0.0.1/8"),
                rate(0, "PT0S"));

        assertThat(pointers(form.errors(FORMATS)))
                .containsExactly(
                        "/name", "/tenant", "/formats/1", "/networks/1", "/networks/2", "/rate/alerts", "/rate/per");
    }

    @Test
    void aSourceHasABoundedNumberOfNetworks() {
        var form = form("splunk", "*", List.of(), Collections.nCopies(65, "10.0.0.0/8"), NO_RATE);

        assertThat(pointers(form.errors(FORMATS))).containsExactly("/networks");
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "1000000, PT24H", "60, PT1M"})
    void aRateIsTakenWithinItsBounds(int alerts, String per) {
        var form = form("splunk", "*", List.of(), List.of(), rate(alerts, per));

        assertThat(form.errors(FORMATS)).isEmpty();
        assertThat(form.limits().rate()).isEqualTo(new Rate(alerts, Duration.parse(per)));
    }

    @ParameterizedTest
    @CsvSource({"1000001, PT1S", "-1, PT1S", "1, PT0.5S", "1, PT1.5S", "1, PT24H1S", "1, 1 minute", "1, ''", "1, -PT1S"
    })
    void aRateOutsideOfThemIsNot(int alerts, String per) {
        assertThat(form("splunk", "*", List.of(), List.of(), rate(alerts, per)).errors(FORMATS))
                .hasSize(1);
    }

    @Test
    void limitsAreKeptInOneSpelling() {
        var limits = form(
                        "splunk",
                        "*",
                        List.of("tutti", "suricata", "tutti"),
                        List.of("::FFFF:0/112", "::ffff:0/112"),
                        NO_RATE)
                .limits();

        assertThat(limits.formats()).containsExactly("suricata", "tutti");
        assertThat(limits.networks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEARER", "API_KEY", "BASIC", "URL", "HMAC"})
    void mostKeysNeedNothingButTheirKind(String kind) {
        assertThat(key(kind, NOW, Key.NEVER, "", "").errors(NOW)).isEmpty();
        assertThat(pointers(key(kind, NOW, Key.NEVER, PRINT, TOPIC).errors(NOW)))
                .containsExactly("/certificate", "/topic");
    }

    @Test
    void aCertificateIsNamedByItsFingerprintInAnySpelling() {
        var form = key("CERTIFICATE", NOW, Key.NEVER, PRINT, "");

        assertThat(form.errors(NOW)).isEmpty();
        assertThat(form.subject()).hasSize(64).matches("[0-9a-f]+");
        assertThat(key("CERTIFICATE", NOW, Key.NEVER, "sha256 Fingerprint=" + PRINT, "")
                        .subject())
                .isEqualTo(form.subject());
        assertThat(pointers(key("CERTIFICATE", NOW, Key.NEVER, "AB:CD", "").errors(NOW)))
                .containsExactly("/certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guardduty", "arn:aws:sqs:eu-central-1:123456789012:q", "arn:aws:sns:eu-central-1:1:q"})
    void aTopicIsNamedByItsArn(String topic) {
        assertThat(key("SNS_TOPIC", NOW, Key.NEVER, "", TOPIC).errors(NOW)).isEmpty();
        assertThat(pointers(key("SNS_TOPIC", NOW, Key.NEVER, "", topic).errors(NOW)))
                .containsExactly("/topic");
    }

    @Test
    void aKindThatIsNoneIsToldWithThoseThereAre() {
        assertThat(key("bearer", NOW, Key.NEVER, "", "").errors(NOW))
                .extracting(FieldError::detail)
                .containsExactly("must be one of BEARER, API_KEY, BASIC, URL, CERTIFICATE, HMAC, SNS_TOPIC");
    }

    @Test
    void theTimesOfAKeyAreInOrderAndNotTooFar() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(key("URL", tomorrow, tomorrow.plusSeconds(1), "", "").errors(NOW))
                .isEmpty();
        assertThat(pointers(key("URL", NOW, NOW, "", "").errors(NOW))).containsExactly("/expiresAt");
        assertThat(pointers(key("URL", tomorrow, tomorrow, "", "").errors(NOW))).containsExactly("/expiresAt");
        assertThat(pointers(key("URL", NOW.minus(Duration.ofDays(2)), Key.NEVER, "", "")
                        .errors(NOW)))
                .containsExactly("/validFrom");
        assertThat(pointers(key("URL", NOW, Instant.parse("+999999-01-01T00:00:00Z"), "", "")
                        .errors(NOW)))
                .containsExactly("/expiresAt");
    }

    @Test
    void aKeyIsGoodFromItsFirstMomentUntilBeforeItsLast() {
        Key key = Senders.secret(KeyKind.URL, Senders.SPLUNK, NOW, NOW.plusSeconds(1))
                .key();

        assertThat(key.at(NOW.minusNanos(1))).isEqualTo(Key.Standing.NOT_YET_VALID);
        assertThat(key.at(NOW)).isEqualTo(Key.Standing.GOOD);
        assertThat(key.at(NOW.plusSeconds(1).minusNanos(1))).isEqualTo(Key.Standing.GOOD);
        assertThat(key.at(NOW.plusSeconds(1))).isEqualTo(Key.Standing.EXPIRED);
    }

    private static SourceForm form(
            String name, String tenant, List<String> formats, List<String> networks, RateForm rate) {
        return new SourceForm(name, tenant, formats, networks, rate);
    }

    private static RateForm rate(int alerts, String per) {
        return new RateForm(alerts, per);
    }

    private static KeyForm key(String kind, Instant from, Instant until, String certificate, String topic) {
        return new KeyForm(kind, from, until, certificate, topic);
    }

    private static List<String> pointers(List<FieldError> errors) {
        return errors.stream().map(FieldError::pointer).toList();
    }
}
