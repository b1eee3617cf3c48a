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
import org.junit.jupiter.params.provider.ValueSource;

class ElasticDialectTest {

    private static final String NESTED = """
            {"@timestamp":"2026-03-01T10:06:00.000Z","kibana":{"alert":{"uuid":"u-1","workflow_status":"open","severity":"medium",
              "original_time":"2026-03-01T10:05:00.000Z","url":"https://kibana.example/app/security/alerts/redirect/u-1",
              "rule":{"name":"Brute Force of SSH","rule_id":"r-1","uuid":"i-1","type":"threshold",
               "threat":[{"framework":"MITRE ATT&CK","tactic":{"id":"TA0006","name":"Credential Access"},
                "technique":[{"id":"T1110","subtechnique":[{"id":"T1110.001"}]}]}]}}},
             "event":{"category":["authentication"],"module":"system"},
             "source":{"ip":"198.51.100.7","port":50123},"destination":{"ip":["192.0.2.10"],"port":22},
             "host":{"name":"pay-db-1","ip":["192.0.2.10","fe80::1"]},"user":{"name":"root","target":{"name":"ann"}},
             "file":{"path":"/tmp/x","hash":{"sha256":"AB12"}},"url":{"full":"http://evil.example/x"},
             "dns":{"question":{"name":"Evil.Example."}},"email":{"from":{"address":["a@evil.example"]}},
             "container":{"id":"c-1"},"cloud":{"instance":{"id":"i-0abc"}}}""";

    private final AlertFormat format = Bodies.format("elastic");

    @Test
    void readsTheAlertOfTheSpecification() {
        var report = reports(format, Bodies.sample("elastic", "detection-alert.json"))
                .get(0);

        assertThat(report.sourceId()).isEqualTo("bbef4313d1ced5ff3c8558ebdd11a4dd7ea5df5df5bb391335f60845d361eba5");
        assertThat(report.title()).isEqualTo("Malicious Behavior Prevention Alert: Regsvr32 Scriptlet Execution");
        assertThat(report.rule()).isEqualTo("9a1a2dae-0b5f-4c3d-8305-a268d404c306");
        assertThat(report.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.score()).isEqualTo(73);
        assertThat(report.kind()).isEqualTo(Kind.MALWARE);
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2022-08-12T14:40:22.070Z"));
        assertThat(report.techniques()).containsExactly("T1218", "T1218.010");
        assertThat(report.details().tactics()).containsExactly("Defense Evasion");
        assertThat(report.details().status()).isEqualTo(AlertStatus.OPEN);
        assertThat(report.observables())
                .containsExactly(
                        observable("HOST", "TARGET", "my-pc"),
                        observable("USER", "ACTOR", "random-user"),
                        observable("PROCESS", "OTHER", "C:\\Windows\\System32\\regsvr32.exe"),
                        observable("HASH", "OTHER", "9f68f5fc21270a06bb934b5f3fa5aee2068a56a1260d4e7e4b48f2dca501b8c9"),
                        observable("HASH", "OTHER", "855a676f3018e78a37a9fb4aaa159584ec21c85c"),
                        observable("HASH", "OTHER", "266aedbec51e35277729294996a213dd"),
                        observable("IP", "OTHER", "10.128.0.78"),
                        observable("IP", "OTHER", "fe80::9148:b822:a74a:c6f3"),
                        observable("IP", "OTHER", "127.0.0.1"),
                        observable("IP", "OTHER", "::1"));
    }

    @Test
    void readsNestedFields() {
        var report = report(format, NESTED);

        assertThat(report.sourceId()).isEqualTo("u-1");
        assertThat(report.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(report.score()).isEqualTo(47);
        assertThat(report.techniques()).containsExactly("T1110", "T1110.001");
        assertThat(report.details().product()).isEqualTo("Elastic Security, system");
        assertThat(report.details().links()).containsExactly("https://kibana.example/app/security/alerts/redirect/u-1");
        assertThat(report.observables())
                .containsExactly(
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("PORT", "SOURCE", "50123"),
                        observable("IP", "TARGET", "192.0.2.10"),
                        observable("PORT", "TARGET", "22"),
                        observable("HOST", "TARGET", "pay-db-1"),
                        observable("USER", "TARGET", "ann"),
                        observable("USER", "ACTOR", "root"),
                        observable("FILE", "OTHER", "/tmp/x"),
                        observable("HASH", "OTHER", "ab12"),
                        observable("URL", "OTHER", "http://evil.example/x"),
                        observable("DOMAIN", "OTHER", "evil.example"),
                        observable("EMAIL", "SOURCE", "a@evil.example"),
                        observable("CONTAINER", "TARGET", "c-1"),
                        observable("CLOUD_RESOURCE", "TARGET", "i-0abc"),
                        observable("IP", "OTHER", "192.0.2.10"),
                        observable("IP", "OTHER", "fe80::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_index\":\".alerts-security.alerts-default\",\"_id\":\"u-1\",\"_source\":%s}",
                "{\"took\":1,\"hits\":{\"total\":{\"value\":1},\"hits\":[{\"_id\":\"u-1\",\"_source\":%s}]}}",
                "{\"alerts\":[%s]}",
                "{\"context\":{\"alerts\":[%s]},\"rule\":{\"name\":\"x\"}}",
                "{\"alerts\":{\"new\":{\"count\":1,\"data\":[%s]},\"recovered\":{\"count\":0,\"data\":[]}}}",
                "[%s]"
            })
    void readsItInEveryWrapping(String wrapping) {
        var any = new AlertFormats(Bodies.NOON).any();

        for (AlertFormat one : new AlertFormat[] {format, any}) {
            assertThat(reports(one, Bodies.bytes(wrapping.formatted(NESTED))))
                    .extracting(AlertReport::sourceId, AlertReport::source)
                    .containsExactly(org.assertj.core.api.Assertions.tuple("u-1", "elastic"));
        }
    }

    @Test
    void readsThatAnAnalystClosedIt() {
        var closed = report(format, NESTED.replace("\"workflow_status\":\"open\"", "\"workflow_status\":\"closed\""));

        assertThat(closed.details().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(closed.details().revisable()).isTrue();
    }

    @Test
    void readsTheSignalsOfVersionSeven() {
        var report = report(format, """
                {"_id":"s-1","_source":{"@timestamp":"2026-03-01T10:05:00Z","signal":{"status":"open",
                 "rule":{"name":"Old rule","rule_id":"r","risk_score":21,"severity":"low"}},"source":{"ip":"198.51.100.7"}}}""");

        assertThat(report.sourceId()).isEqualTo("s-1");
        assertThat(report.title()).isEqualTo("Old rule");
        assertThat(report.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void saysWhatIsMissingAndWhere() {
        String[] broken = {
            NESTED.replace("\"uuid\":\"u-1\",", "").replace("2026-03-01T10:05:00.000Z", "soon"), "{\"alerts\":[{}]}"
        };

        assertThat(errors(format, broken[0]))
                .extracting(error -> error.pointer())
                .containsExactly("/kibana/alert/uuid", "/kibana/alert/original_time");
        assertThat(errors(format, broken[1]))
                .extracting(error -> error.pointer())
                .containsExactly(
                        "/alerts/0/kibana/alert/rule/name",
                        "/alerts/0/kibana/alert/uuid",
                        "/alerts/0/kibana/alert/original_time");
    }

    @Test
    void doesNotClaimAnEventThatIsNoDetection() {
        var text = new String(Bodies.sample("elastic", "detection-alert.json"), StandardCharsets.UTF_8)
                .replace("kibana.alert.", "other.");
        var any = new AlertFormats(Bodies.NOON).any();

        assertThat(errors(any, text)).extracting(error -> error.pointer()).contains("/title");
    }
}
