package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a source changed an alert last: by it, reports that come out of order are put in order. */
class RevisedAtTest {

    private static final String FINDING = """
            {"schemaVersion":"2.0","accountId":"1","region":"eu-central-1","id":"g","type":"Recon:EC2/Portscan","title":"t",\
            "severity":2,"updatedAt":"%s","createdAt":"2026-03-01T10:05:00Z",\
            "service":{"serviceName":"guardduty","eventLastSeen":"2026-03-01T10:05:00Z"},"resource":{}}""";

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:20:00Z,2026-03-01T10:20:00Z",
        "never,1970-01-01T00:00:00Z",
        "2126-03-01T10:20:00Z,1970-01-01T00:00:00Z"
    })
    void isTakenFromTheFindingWhenItCanBe(String updatedAt, Instant revisedAt) {
        var details = Bodies.report(Bodies.format("guardduty"), FINDING.formatted(updatedAt))
                .details();

        assertThat(details.revisable()).isTrue();
        assertThat(details.revisedAt()).isEqualTo(revisedAt);
    }

    @Test
    void isTakenFromTheApiOfAlertmanager() {
        var reports = Bodies.reports(
                Bodies.format("alertmanager"), Bodies.sample("alertmanager", "karma-api-v2-0.22.0-alerts-groups.json"));

        assertThat(reports.get(0).details().revisedAt()).isEqualTo(Instant.parse("2021-05-14T22:47:49.310Z"));
    }
}
