package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.observable;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.reports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertmanagerDialectTest {

    private static final String GROUP = """
            {"version":"4","groupKey":"{}:{alertname=\\"InstanceDown\\"}","status":"firing","receiver":"tutti","truncatedAlerts":0,
             "groupLabels":{"alertname":"InstanceDown"},"externalURL":"http://am.example:9093","alerts":[
              {"status":"firing","labels":{"alertname":"InstanceDown","instance":"pay-db-1:9100","severity":"critical"},
               "annotations":{"summary":"pay-db-1 is gone","runbook_url":"https://runbooks.example/down"},
               "startsAt":"2026-03-01T10:05:00.123456789Z","endsAt":"0001-01-01T00:00:00Z",
               "generatorURL":"http://prometheus.example/graph","fingerprint":"aae7a1432b5d2f1b"},
              {"status":"resolved","labels":{"alertname":"InstanceDown","instance":"10.1.2.3:9100","severity":"odd"},
               "annotations":{},"startsAt":"2026-03-01T10:00:00Z","endsAt":"2026-03-01T10:06:00Z","fingerprint":"bbe7a1432b5d2f1b"}]}""";

    private final AlertFormat format = Bodies.format("alertmanager");

    @Test
    void readsAnAlertThatFires() {
        var report = reports(format, Bodies.bytes(GROUP)).get(0);

        assertThat(report.source()).isEqualTo("alertmanager");
        assertThat(report.title()).isEqualTo("InstanceDown: pay-db-1 is gone");
        assertThat(report.rule()).isEqualTo("InstanceDown");
        assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.severityOriginal()).isEqualTo("critical");
        assertThat(report.kind()).isEqualTo(Kind.AVAILABILITY);
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00.123456789Z"));
        assertThat(report.observables())
                .containsExactly(observable("HOST", "TARGET", "pay-db-1"), observable("PORT", "TARGET", "9100"));
        assertThat(report.details().links())
                .containsExactly("http://prometheus.example/graph", "https://runbooks.example/down");
        assertThat(report.details().status()).isEqualTo(AlertStatus.OPEN);
        assertThat(report.details().revisable()).isTrue();
        assertThat(report.raw()).contains("externalURL").doesNotContain("bbe7a1432b5d2f1b");
    }

    @Test
    void readsThatOneIsResolved() {
        var report = reports(format, Bodies.bytes(GROUP)).get(1);

        assertThat(report.details().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(report.observables())
                .containsExactly(observable("IP", "TARGET", "10.1.2.3"), observable("PORT", "TARGET", "9100"));
        assertThat(report.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(report.severityOriginal()).isEqualTo("odd");
    }

    @Test
    void anAlertKeepsItsIdWhenItIsResolved() {
        String resolved = GROUP.replaceFirst("\"status\":\"firing\",\"labels\"", "\"status\":\"resolved\",\"labels\"")
                .replace("0001-01-01T00:00:00Z", "2026-03-01T11:00:00Z");

        assertThat(reports(format, Bodies.bytes(resolved)).get(0).sourceId())
                .isEqualTo(reports(format, Bodies.bytes(GROUP)).get(0).sourceId());
    }

    @Test
    void readsTheWebhookOfARealServer() {
        var report = report(
                format,
                new String(Bodies.sample("alertmanager", "webhook-v4-prom-msteams.json"), StandardCharsets.UTF_8));

        assertThat(report.title()).isEqualTo("high_memory_load: Server High Memory usage");
        assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2018-03-07T11:33:21.873077559Z"));
        assertThat(report.sourceId()).matches("[0-9a-f]{64}");
    }

    @Test
    void readsEveryAlertOfTheGroupsOfTheApi() {
        var items = Bodies.items(format, Bodies.sample("alertmanager", "karma-api-v2-0.22.0-alerts-groups.json"));

        assertThat(items).hasSize(24).allMatch(item -> item instanceof Item.Parsed);
    }

    @Test
    void namesTheAlertOfTheGroupThatCannotBeUsed() {
        var errors = errors(
                format,
                GROUP.replaceFirst("\"labels\":\\{\"alertname\":\"InstanceDown\"[^}]*\\}", "\"labels\":{}")
                        .replaceFirst("2026-03-01T10:05:00.123456789Z", "0001-01-01T00:00:00Z"));

        assertThat(errors)
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(
                        "/alerts/0/labels must say of what the alert is, such as {\"alertname\": \"HostDown\"}",
                        "/alerts/0/startsAt is missing");
    }

    @Test
    void leavesOutWhatPrometheusStillWaitsFor() {
        String pending = """
                {"status":"success","data":{"alerts":[{"labels":{"alertname":"HostDown"},"annotations":{},"state":"pending",\
                "activeAt":"2026-03-01T10:05:00Z","value":"1e+00"}]}}""";

        assertThat(Bodies.items(format, Bodies.bytes(pending))).singleElement().isInstanceOf(Item.LeftOut.class);
    }
}
