package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuttiFormatTest {

    private static final String LEAST = "{\"source\":\"s\",\"title\":\"t\",\"observedAt\":\"2026-03-01T10:05:00Z\"}";

    private final AlertFormat format = new TuttiFormat(Bodies.NOON);

    @Test
    void readsEveryMember() {
        var report = report(format, Bodies.SCAN);

        assertThat(report.tenant()).isEqualTo("default");
        assertThat(report.source()).isEqualTo("nids");
        assertThat(report.sourceId()).isEqualTo("1f3a");
        assertThat(report.title()).isEqualTo("ET SCAN SSH");
        assertThat(report.rule()).isEqualTo("2001219");
        assertThat(report.kind()).isEqualTo(Kind.SCAN);
        assertThat(report.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.score()).isEqualTo(73);
        assertThat(report.severityOriginal()).isEqualTo("HIGH");
        assertThat(report.mappingVersion()).isEqualTo("tutti-1");
        assertThat(report.techniques()).containsExactly("T1110");
        assertThat(report.observables())
                .containsExactly(
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100.7"),
                        new Observable(ObservableType.HOST, ObservableRole.TARGET, "pay-db-1"));
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(report.raw()).isEqualTo(Bodies.SCAN);
    }

    @Test
    void standsInForWhatIsLeftOut() {
        var report = report(format, LEAST);

        assertThat(report.kind()).isEqualTo(Kind.OTHER);
        assertThat(report.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(report.score()).isEqualTo(-1);
        assertThat(report.sourceId()).isEqualTo(report.digest()).matches("[0-9a-f]{64}");
        assertThat(report.observables()).isEmpty();
    }

    @Test
    void readsWhatOnlySomeSourcesSay() {
        var details = report(
                        format,
                        LEAST.replace(
                                "{\"source\"",
                                "{\"product\":\"EDR\",\"ruleName\":\"Beacon\",\"confidence\":80,\"tactics\":[\"Impact\"],"
                                        + "\"links\":[\"https://siem.example/1\"],\"source\""))
                .details();

        assertThat(details)
                .isEqualTo(new AlertDetails(
                        "EDR",
                        "Beacon",
                        80,
                        List.of("Impact"),
                        List.of("https://siem.example/1"),
                        AlertStatus.OPEN,
                        false));
    }

    @Test
    void keepsUnknownMembersAndIgnoresThem() {
        String body = LEAST.replace("{\"source\"", "{\"colour\":\"red\",\"source\"");

        assertThat(report(format, body).raw()).contains("colour");
    }

    @Test
    void takesTheSeverityFromTheScore() {
        var report = report(format, LEAST.replace("{", "{\"score\":90,"));

        assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.score()).isEqualTo(90);
        assertThat(report.severityOriginal()).isEqualTo("90");
    }

    @Test
    void namesEveryMissingMember() {
        assertThat(errors(format, "{}"))
                .containsExactlyInAnyOrder(
                        new FieldError("/source", "is missing"),
                        new FieldError("/title", "is missing"),
                        new FieldError("/observedAt", "is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kind\":\"scan\" | /kind | MALWARE",
                "\"kind\":null | /kind | OTHER",
                "\"severity\":\"high\" | /severity | CRITICAL",
                "\"score\":101 | /score | 100",
                "\"score\":7.5 | /score | integer",
                "\"rule\":7 | /rule | string",
                "\"sourceId\":\" \" | /sourceId | must not be blank",
                "\"tenant\":\"a b\" | /tenant | pattern",
                "\"techniques\":[\"T1110\",\"brute force\"] | /techniques/1 | pattern",
                "\"observables\":[{\"type\":\"IP\"}] | /observables/0/value | is missing",
                "\"observables\":[{\"type\":\"ADDRESS\",\"value\":\"x\"}] | /observables/0/type | CLOUD_RESOURCE",
                "\"observables\":[{\"type\":\"IP\",\"value\":\"300.1.1.1\"}] | /observables/0/value | is not of type IP",
                "\"observables\":[{\"type\":\"IP\",\"value\":\"10.0.0.0/8\"}] | /observables/0/value | is not of type IP",
                "\"observables\":[{\"type\":\"IP\",\"value\":\"*\"}] | /observables/0/value | is not of type IP",
                "\"observables\":[{\"type\":\"IP\",\"value\":\"10.1-9.0.1\"}] | /observables/0/value | is not of type IP",
                "\"observables\":[{\"type\":\"IP\",\"value\":\"012.0.0.1\"}] | /observables/0/value | is not of type IP",
                "\"observables\":[{\"type\":\"PORT\",\"value\":\"65536\"}] | /observables/0/value | is not of type PORT"
            })
    void pointsAtWhatIsWrongAndSaysWhatWouldBeRight(String member, String pointer, String reason) {
        assertThat(errors(format, LEAST.replace("{", "{" + member + ",")))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo(pointer);
                    assertThat(error.detail()).contains(reason);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:05:00, must be a time with an offset",
        "yesterday, must be a time with an offset",
        "1989-12-31T23:59:59Z, lies before 1990",
        "2026-03-02T12:00:01Z, lies more than a day in the future",
        "+999999999-01-01T00:00:00Z, lies more than a day in the future"
    })
    void refusesATimeThatCannotBe(String time, String reason) {
        assertThat(errors(format, LEAST.replace("2026-03-01T10:05:00Z", time)))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/observedAt");
                    assertThat(error.detail()).startsWith(reason);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "1990-01-01T00:00:00Z, 1990-01-01T00:00:00Z",
        "2026-03-02T12:00:00Z, 2026-03-02T12:00:00Z",
        "2026-03-01T12:05:00.123456789+02:00, 2026-03-01T10:05:00.123456789Z"
    })
    void takesEveryTimeThatCanBe(String time, Instant expected) {
        assertThat(report(format, LEAST.replace("2026-03-01T10:05:00Z", time)).observedAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "IP, 2001:0DB8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "IP, ::ffff:10.1.1.1, 10.1.1.1",
        "DOMAIN, Evil.Example.ORG., evil.example.org",
        "HASH, 44D88612FEA8A8F36DE82E1278ABB02F, 44d88612fea8a8f36de82e1278abb02f",
        "PORT, 0022, 22",
        "HOST, PAY-DB-1., pay-db-1"
    })
    void bringsAValueIntoOneSpelling(ObservableType type, String value, String expected) {
        String body = LEAST.replace(
                "{\"source\"", "{\"observables\":[{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}],\"source\"");

        assertThat(report(format, body).observables())
                .containsExactly(new Observable(type, ObservableRole.OTHER, expected));
    }

    @Test
    void replacesWhatCannotBeStored() {
        var report = report(format, LEAST.replace("\"t\"", "\"a\\u0000b\\ud800c\\ud83d\\ude00\""));

        assertThat(report.title()).isEqualTo("a\uFFFDb\uFFFDc😀");
        assertThat(report.raw()).contains("\\u0000");
    }

    @Test
    void whiteSpaceAndOrderOfKeysMakeNoOtherAlert() {
        String reordered = "{ \"observedAt\": \"2026-03-01T10:05:00Z\",\n \"title\": \"t\", \"source\": \"\\u0073\" }";

        assertThat(report(format, reordered).digest())
                .isEqualTo(report(format, LEAST).digest());
    }

    @ParameterizedTest
    @CsvSource({"9007199254740992, 9007199254740993", "1e400, 2e400", "0.1000000000000000001, 0.1"})
    void whatADoubleCannotTellApartAreStillTwoAlerts(String one, String other) {
        assertThat(report(format, LEAST.replace("{", "{\"n\":" + one + ",")).digest())
                .isNotEqualTo(report(format, LEAST.replace("{", "{\"n\":" + other + ","))
                        .digest());
    }

    @Test
    void halvesOfPairsThatWouldBeEncodedAlikeAreStillTwoAlerts() {
        assertThat(report(format, LEAST.replace("\"t\"", "\"\\ud800\"")).digest())
                .isNotEqualTo(
                        report(format, LEAST.replace("\"t\"", "\"\\ud801\"")).digest());
    }
}
