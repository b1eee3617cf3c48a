package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.reports;
import static dev.tutti.intake.format.Bodies.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuricataDialectTest {

    private static final String LEAST =
            "{\"timestamp\":\"2023-09-03T00:02:08.288432+0300\",\"event_type\":\"alert\",\"alert\":{\"signature_id\":1}}";

    private final AlertFormat format = Bodies.format("suricata");

    @Test
    void readsWhoAttackedWhomFromTheSignature() {
        var report = reports(format, sample("verify-alert-testmyids.ndjson")).get(0);

        assertThat(report.source()).isEqualTo("suricata");
        assertThat(report.title()).isEqualTo("GPL ATTACK_RESPONSE id check returned root");
        assertThat(report.rule()).isEqualTo("2100498");
        assertThat(report.kind()).isEqualTo(Kind.INTRUSION);
        assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(report.severityOriginal()).isEqualTo("2");
        assertThat(report.mappingVersion()).isEqualTo("suricata-1");
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2016-07-13T22:42:07.573103Z"));
        assertThat(report.observables())
                .containsExactly(
                        source(ObservableType.IP, "82.165.177.154"),
                        source(ObservableType.PORT, "80"),
                        target(ObservableType.IP, "10.16.1.11"),
                        target(ObservableType.PORT, "54186"),
                        other(ObservableType.DOMAIN, "www.testmyids.com"),
                        other(ObservableType.URL, "http://www.testmyids.com/"));
    }

    @Test
    void readsAScanOfARealSensor() {
        var report = reports(format, sample("suricatalog-alerts.ndjson")).stream()
                .filter(r -> r.rule().equals("2001219"))
                .findFirst()
                .orElseThrow();

        assertThat(report.title()).isEqualTo("ET SCAN Potential SSH Scan");
        assertThat(report.kind()).isEqualTo(Kind.SCAN);
        assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(report.observables()).contains(target(ObservableType.IP, "192.168.55.199"));
    }

    @Test
    void prefersTheWordOfTheSignaturesAuthorOverTheNumber() {
        var report = reports(format, sample("content-hub.ndjson")).get(1);

        assertThat(report.title()).startsWith("ET ATTACK_RESPONSE Win32/LeftHook Stealer");
        assertThat(report.kind()).isEqualTo(Kind.MALWARE);
        assertThat(report.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.severityOriginal()).isEqualTo("Major");
        assertThat(report.observables())
                .contains(
                        source(ObservableType.MAC, "00:11:11:00:1a:bb"),
                        target(ObservableType.MAC, "00:11:11:00:1a:bc"),
                        other(ObservableType.URL, "http://5.1.1.3:35361/"));
    }

    @Test
    void readsFilesMailUsersNamesAndTunnels() {
        assertThat(all("verify-http-sha256-drop-02.ndjson"))
                .contains(
                        other(ObservableType.FILE, "/db/Malwares/Malware 2.exe"),
                        other(ObservableType.HASH, "cac5f74a1e146d6de26845e3e03732c01167e4bbb4333e76889b538c9bd30362"));
        assertThat(all("verify-smtp-file-data-02.ndjson"))
                .contains(
                        source(ObservableType.EMAIL, "gurpartap@patriots.in"),
                        target(ObservableType.EMAIL, "raj_deol2002in@yahoo.co.in"),
                        other(ObservableType.FILE, "NEWS.txt"));
        assertThat(all("verify-smb2-08-rule.ndjson"))
                .contains(new Observable(ObservableType.USER, ObservableRole.ACTOR, "Administrator"))
                .noneMatch(o -> o.type() == ObservableType.HOST);
        assertThat(all("verify-dns-opcode.ndjson")).contains(other(ObservableType.DOMAIN, "bortzmeyer.42"));
        assertThat(all("verify-http-xff-eve-forward-extra-data.ndjson"))
                .contains(other(ObservableType.IP, "10.2.2.2"), other(ObservableType.IP, "10.3.3.3"));
        assertThat(all("verify-vxlan-decoder-07-arp.ndjson"))
                .contains(
                        source(ObservableType.IP, "192.168.203.3"),
                        other(ObservableType.IP, "192.168.203.1"),
                        other(ObservableType.IP, "192.168.202.1"));
        assertThat(all("verify-bug-6149-exception-policy-auto-ids.ndjson"))
                .contains(source(ObservableType.IP, "2a03:b0c0:2:d0::bd3:4001"));
    }

    @Test
    void countsOtherEventsAndLeavesThemOut() {
        assertThat(items(format, sample("fever-events.ndjson"))).hasSize(3).allMatch(LeftOut.class::isInstance);
        assertThat(items(format, sample("content-hub.ndjson")))
                .hasSize(13)
                .filteredOn(Parsed.class::isInstance)
                .hasSize(3);
    }

    @Test
    void anAlertWithoutAddressesOrNamesIsStillAnAlert() {
        assertThat(reports(format, sample("verify-pppoe.ndjson")))
                .hasSize(27)
                .allSatisfy(report -> assertThat(report.observables()).isEmpty());
        assertThat(report(format, LEAST).title()).isEqualTo("Suricata signature 1");
        assertThat(report(format, LEAST).severity()).isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void aLineThatIsSentAgainIsTheSameAndNoTwoAlertsAre() {
        for (String file : List.of(
                "suricatalog-alerts.ndjson",
                "verify-mqtt-frames-xpdu.ndjson",
                "verify-tls-extra-alert.ndjson",
                "verify-alert-testmyids-frames.ndjson",
                "verify-pppoe.ndjson")) {
            List<AlertReport> first = reports(format, sample(file));

            assertThat(reports(format, sample(file))).isEqualTo(first);
            assertThat(new HashSet<>(first.stream().map(AlertReport::sourceId).toList()))
                    .hasSameSizeAs(first);
        }
    }

    @Test
    void anotherGeneratorIsPartOfTheRule() {
        assertThat(report(format, LEAST.replace("{\"signature_id\"", "{\"gid\":3,\"signature_id\""))
                        .rule())
                .isEqualTo("3:1");
    }

    @ParameterizedTest
    @CsvSource({"1, HIGH", "2, MEDIUM", "3, LOW", "4, INFO", "10, INFO", "255, INFO", "0, UNKNOWN"})
    void theNumberCountsDown(String number, Severity expected) {
        assertThat(report(format, alert("\"severity\":" + number)).severity()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Informational, INFO", "Minor, LOW", "Major, HIGH", "Critical, CRITICAL", "Unheard, HIGH"})
    void theWordGoesFirstWhenItIsKnown(String word, Severity expected) {
        var report = report(format, alert("\"severity\":1,\"metadata\":{\"signature_severity\":[\"" + word + "\"]}"));

        assertThat(report.severity()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ET SCAN LibSSH Based, Attempted Administrator Privilege Gain, SCAN, true",
        "ETPRO MALWARE Stealer, Misc activity, MALWARE, true",
        "ET PHISHING Landing Page, Misc activity, PHISHING, true",
        "GPL EXPLOIT x, Misc activity, INTRUSION, true",
        "ET DROP Dshield, Misc Attack, OTHER, true",
        "SURICATA STREAM x, Generic Protocol Command Decode, OTHER, true",
        "ET INFO SSH-2.0-Go, Misc activity, OTHER, false",
        "ET INFO x, Malware Command and Control Activity Detected, MALWARE, true",
        "home made, Attempted Denial of Service, AVAILABILITY, true",
        "home made, Successful Credential Theft Detected, CREDENTIAL, true",
        "home made, Potential Corporate Privacy Violation, POLICY, true",
        "ET, '', OTHER, false"
    })
    void theTableSaysWhatAnAlertIsAbout(String signature, String category, Kind kind, boolean known) {
        String body = alert("\"signature\":\"" + signature + "\",\"category\":\"" + category + "\"");

        var parsed = (Parsed) items(format, Bodies.bytes(body)).get(0);

        assertThat(parsed.report().kind()).isEqualTo(kind);
        assertThat(parsed.kindKnown()).isEqualTo(known);
    }

    @Test
    void readsTechniquesAndPassesOverWhatIsNone() {
        String metadata = "\"metadata\":{\"mitre_technique_id\":[\"T1190\",\"t1059.001\",\"TA0001\"]}";

        assertThat(report(format, alert(metadata)).techniques()).containsExactly("T1059.001", "T1190");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-09-03T00:02:08.288432+0300, 2023-09-02T21:02:08.288432Z",
        "2023-09-03T00:02:08+00:00, 2023-09-03T00:02:08Z",
        "2023-09-03T00:02:08.123456789Z, 2023-09-03T00:02:08.123456789Z",
        "1970-01-12T13:46:40.000000+0000, 1970-01-12T13:46:40Z"
    })
    void readsEveryOffset(String time, Instant expected) {
        assertThat(report(format, LEAST.replace("2023-09-03T00:02:08.288432+0300", time))
                        .observedAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"event_type\":\"alert\" | \"x\":1 | /event_type",
                "2023-09-03T00:02:08.288432+0300 | 2023-09-03T00:02:08 | /timestamp",
                "2023-09-03T00:02:08.288432+0300 | +999999999-01-01T00:00:00Z | /timestamp",
                "{\"signature_id\":1} | [] | /alert",
                "{\"signature_id\":1} | {\"signature_id\":\"1\"} | /alert/signature_id"
            })
    void pointsAtWhatIsMissing(String what, String instead, String pointer) {
        assertThat(errors(format, LEAST.replace(what, instead)))
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo(pointer));
    }

    @Test
    void takesAtMostAsManyObservablesAsAnAlertMayHave() {
        String names = Stream.iterate(1, i -> i + 1)
                .limit(200)
                .map(i -> "{\"rrname\":\"h" + i + ".example\"}")
                .toList()
                .toString();

        assertThat(report(format, LEAST.replace("{\"timestamp\"", "{\"dns\":{\"query\":" + names + "},\"timestamp\""))
                        .observables())
                .hasSize(AlertReport.MAX_OBSERVABLES);
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "3000, false"})
    void looksAtSoManyValuesThatAreNoneAndAtNoMore(int number, boolean further) {
        String answers = Stream.generate(() -> "{\"rrtype\":\"PORT\",\"rrname\":\" \"}")
                .limit(number)
                .toList()
                .toString();

        assertThat(report(
                                format,
                                LEAST.replace(
                                        "{\"timestamp\"",
                                        "{\"dns\":{\"answers\":" + answers
                                                + "},\"tunnel\":{\"src_ip\":\"192.0.2.1\"},\"timestamp\""))
                        .observables()
                        .contains(other(ObservableType.IP, "192.0.2.1")))
                .isEqualTo(further);
    }

    private List<Observable> all(String file) {
        return reports(format, sample(file)).stream()
                .flatMap(report -> report.observables().stream())
                .distinct()
                .toList();
    }

    private static String alert(String members) {
        return LEAST.replace("{\"signature_id\"", "{" + members + ",\"signature_id\"");
    }

    private static Observable source(ObservableType type, String value) {
        return new Observable(type, ObservableRole.SOURCE, value);
    }

    private static Observable target(ObservableType type, String value) {
        return new Observable(type, ObservableRole.TARGET, value);
    }

    private static Observable other(ObservableType type, String value) {
        return new Observable(type, ObservableRole.OTHER, value);
    }

    @Test
    void refusesATimeThatHasNotComeYet() {
        assertThat(Bodies.errors(format, """
                        {"timestamp":"2126-01-01T00:00:00.000000+0000","event_type":"alert","alert":{"signature_id":1}}"""))
                .extracting(error -> error.pointer())
                .containsExactly("/timestamp");
    }

    @Test
    void keepsAnAlertThatHoldsAWholeMessage() {
        assertThat(items(format, Bodies.sample("verify-mqtt-binary-message.ndjson")))
                .isNotEmpty()
                .noneMatch(item -> item instanceof Item.Broken);
    }
}
