package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.observable;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.reports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplunkDialectTest {

    private static final String NOTABLE_ID =
            "5E6DE97D-B137-47AB-8905-8C4F42998937@@notable@@e4f07602f507975e9f7ba47c4ae0c417";

    /** A notable event as "Using notable events in search" (Splunk ES) describes it. */
    private static final String NOTABLE = """
            {"_time":"2026-03-01T10:10:00.000+00:00","orig_time":"1772359500","sourcetype":"stash","host":"search-head-1",
             "source":"Access - Brute Force Access Behavior Detected - Rule","event_hash":"e4f07602f507975e9f7ba47c4ae0c417",
             "search_name":"Access - Brute Force Access Behavior Detected - Rule","event_id":"%s","rule_id":"%s",
             "rule_name":"Brute Force Access Behavior Detected","rule_title":"Brute force against pay-db-1","security_domain":"access",
             "severity":"medium","urgency":"critical","risk_score":"80","status":"1","status_label":"New","status_end":"false",
             "src":["198.51.100.7","198.51.100.8"],"dest":"PAY-DB-1","dest_ip":"10.0.0.5","user":["joe","-"],"src_user":"eve",
             "annotations.mitre_attack":["T1110","T1110.003"],"annotations.mitre_attack.mitre_tactic":"credential-access",
             "risk_object":"joe","risk_object_type":"user","threat_object":"bad.example","threat_object_type":"domain",
             "vendor_product":"Microsoft Windows","confidence":"70","tag":["authentication","failure"]}""".formatted(NOTABLE_ID, NOTABLE_ID);

    private static final String WEBHOOK = """
            {"result":{"_time":"1772359500.25","src_ip":"198.51.100.7","dest":"10.0.0.5","file_hash":"%s","url":"http://bad.example/x",
             "severity":"high"},"sid":"scheduler__admin__search__RMD5_at_1","results_link":"https://splunk.example/app/search/@go?sid=1",
             "search_name":"Malware seen on a server","owner":"admin","app":"search"}""";

    private final AlertFormat format = Bodies.format("splunk");

    @Test
    void readsTheWebhookOfTheManual() {
        AlertReport report =
                report(format, new String(Bodies.sample("splunk", "webhook-docs-10.0.json"), StandardCharsets.UTF_8));

        assertThat(report.source()).isEqualTo("splunk");
        assertThat(report.title()).isEqualTo("Splunk result of mongod");
        assertThat(report.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(report.severityOriginal()).isEmpty();
        assertThat(report.observedAt()).isEqualTo(Bodies.NOON.instant());
        assertThat(report.sourceId()).matches("[0-9a-f]{64}");
        assertThat(report.observables()).isEmpty();
        assertThat(report.details().product()).isEqualTo("Splunk");
        assertThat(report.details().links())
                .containsExactly(
                        "http://web.example.local:8000/app/search/@go?sid=scheduler_admin_search_W2_at_14232356_132");
    }

    @Test
    void readsAWebhookWithTheFieldsOfTheCommonInformationModel() {
        AlertReport report = report(format, WEBHOOK.formatted("MD5=F15289CC62D3D2F6659792161646AE95"));

        assertThat(report.title()).isEqualTo("Malware seen on a server");
        assertThat(report.rule()).isEqualTo("Malware seen on a server");
        assertThat(report.kind()).isEqualTo(Kind.MALWARE);
        assertThat(report.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00.250Z"));
        assertThat(report.observables())
                .containsExactlyInAnyOrder(
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("IP", "TARGET", "10.0.0.5"),
                        observable("HASH", "OTHER", "f15289cc62d3d2f6659792161646ae95"),
                        observable("URL", "OTHER", "http://bad.example/x"));
        assertThat(report.details().links()).containsExactly("https://splunk.example/app/search/@go?sid=1");
    }

    @Test
    void tellsRunsAndRowsOfOneSearchApart() {
        AlertReport first = report(format, WEBHOOK.formatted("a"));

        assertThat(report(format, WEBHOOK.formatted("a")).sourceId()).isEqualTo(first.sourceId());
        assertThat(report(format, WEBHOOK.formatted("b")).sourceId()).isNotEqualTo(first.sourceId());
        assertThat(report(format, WEBHOOK.formatted("a").replace("_at_1", "_at_2"))
                        .sourceId())
                .isNotEqualTo(first.sourceId());
    }

    @Test
    void readsANotableEvent() {
        AlertReport report = report(format, NOTABLE);

        assertThat(report.title()).isEqualTo("Brute force against pay-db-1");
        assertThat(report.rule()).isEqualTo("Access - Brute Force Access Behavior Detected - Rule");
        assertThat(report.details().ruleName()).isEqualTo("Brute Force Access Behavior Detected");
        assertThat(report.sourceId()).isEqualTo(NOTABLE_ID);
        assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.severityOriginal()).isEqualTo("critical");
        assertThat(report.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(report.techniques()).containsExactly("T1110", "T1110.003");
        assertThat(report.details().tactics()).containsExactly("credential-access");
        assertThat(report.details().confidence()).isEqualTo(70);
        assertThat(report.details().product()).isEqualTo("Microsoft Windows");
        assertThat(report.details().revisable()).isTrue();
        assertThat(report.details().status()).isEqualTo(AlertStatus.OPEN);
        assertThat(report.observables())
                .containsExactlyInAnyOrder(
                        observable("HOST", "TARGET", "pay-db-1"),
                        observable("IP", "TARGET", "10.0.0.5"),
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("IP", "SOURCE", "198.51.100.8"),
                        observable("USER", "OTHER", "joe"),
                        observable("USER", "SOURCE", "eve"),
                        observable("DOMAIN", "OTHER", "bad.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status_label\":\"Closed\"",
                "\"status_label\":\"Resolved\"",
                "\"status_label\":\"x\",\"status_end\":\"true\""
            })
    void readsThatANotableIsDone(String status) {
        AlertReport done = report(format, NOTABLE.replace("\"status_label\":\"New\",\"status_end\":\"false\"", status));

        assertThat(done.details().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(done.sourceId()).isEqualTo(NOTABLE_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "informational, INFO, 5",
        "low, LOW, 21",
        "medium, MEDIUM, 47",
        "high, HIGH, 73",
        "critical, CRITICAL, 99",
        "unknown, MEDIUM, 47",
        "4, MEDIUM, 47"
    })
    void ratesByUrgencyAndThenBySeverity(String urgency, Severity severity, int score) {
        AlertReport report =
                report(format, NOTABLE.replace("\"urgency\":\"critical\"", "\"urgency\":\"" + urgency + "\""));

        assertThat(report.severity()).isEqualTo(severity);
        assertThat(report.score()).isEqualTo(score);
    }

    @Test
    void ratesByTheScoreOfRiskWhenThereIsNoWord() {
        AlertReport report = report(
                format, NOTABLE.replace("\"urgency\":\"critical\",", "").replace("\"severity\":\"medium\",", ""));

        assertThat(report.score()).isEqualTo(80);
        assertThat(report.severityOriginal()).isEqualTo("80");
    }

    @Test
    void readsEveryRowOfASearch() {
        var reports = reports(format, Bodies.sample("splunk", "search-results.json"));

        assertThat(reports)
                .extracting(AlertReport::title)
                .containsExactly(
                        "Key file operation",
                        "An account was successfully logged on",
                        "FileDeleteDetected (File Delete logged)",
                        "Splunk result of Proofpoint Inc");
        assertThat(reports)
                .extracting(AlertReport::observedAt)
                .containsExactly(
                        Instant.parse("2018-09-03T16:10:10Z"),
                        Instant.parse("2023-04-11T10:59:26Z"),
                        Instant.parse("2023-02-15T14:38:46Z"),
                        Instant.parse("2023-03-08T09:50:19Z"));
        assertThat(reports).extracting(AlertReport::severity).containsOnly(Severity.UNKNOWN);
        assertThat(reports).extracting(AlertReport::sourceId).doesNotHaveDuplicates();
        assertThat(reports.get(0).observables())
                .containsExactlyInAnyOrder(
                        observable("IP", "SOURCE", "2001:db8:85a3::8a2e:370:7334"),
                        observable("IP", "TARGET", "127.0.0.1"),
                        observable("PORT", "SOURCE", "80"),
                        observable("PORT", "TARGET", "80"),
                        observable("USER", "OTHER", "IBM"),
                        observable("FILE", "OTHER", "svchost.exe"),
                        observable("HASH", "OTHER", "922547e866c89b8f677312df0ccec8ee"));
        assertThat(reports.get(1).observables())
                .contains(observable("HOST", "OTHER", "ec2amaz-ammdnsq"), observable("USER", "OTHER", "SYSTEM"))
                .noneMatch(seen -> seen.value().equals("-"));
        assertThat(reports.get(2).observables())
                .contains(
                        observable("HOST", "OTHER", "ec2amaz-o4kcuk3"),
                        observable("HASH", "OTHER", "c1dc24e3e12e3b365d9ed916b408849453f65332"),
                        observable("HASH", "OTHER", "f15289cc62d3d2f6659792161646ae95"),
                        observable("HASH", "OTHER", "d1edbcaf690d605eb7b3517ff860a93a1247eee7de43be30e505199d7dfff288"))
                .doesNotContain(observable("HASH", "OTHER", "ae9f3216a47ddc6e9bd93cd2e9ff5c45"));
    }

    @Test
    void findsItselfInEveryShape() {
        var any = new AlertFormats(Bodies.NOON).any();

        for (String body : new String[] {
            NOTABLE,
            "[" + NOTABLE + "]",
            WEBHOOK.formatted("a"),
            "{\"preview\":false,\"offset\":0,\"lastrow\":true,\"result\":" + NOTABLE + "}",
            "{\"preview\":false,\"init_offset\":0,\"results\":[" + NOTABLE + "]}"
        }) {
            assertThat(report(any, body).source()).isEqualTo("splunk");
        }
        assertThat(report(any, "{\"results\":[" + NOTABLE + "],\"fields\":[]}").sourceId())
                .isEqualTo(NOTABLE_ID);
    }

    @Test
    void namesWhatHasToBeMended() {
        assertThat(errors(format, "{\"result\":\"none\",\"sid\":\"1\",\"search_name\":\"x\"}"))
                .extracting(error -> error.pointer())
                .containsExactly("/result");
        assertThat(errors(format, "{\"result\":{\"count\":\"8\"},\"sid\":\"1\",\"search_name\":null}"))
                .extracting(error -> error.pointer())
                .containsExactly("/search_name");
        assertThat(errors(format, "{\"result\":{\"_time\":\"soon\"},\"sid\":\"1\",\"search_name\":\"x\"}"))
                .extracting(error -> error.pointer())
                .containsExactly("/result/_time");
    }
}
