package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.complaints;
import static dev.tutti.intake.format.Bodies.observed;
import static dev.tutti.intake.format.Bodies.part;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.reports;
import static dev.tutti.intake.format.Bodies.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefenderDialectTest {

    /** The resource alert of microsoft.graph.security, v1.0. */
    private static final String ALERT = """
            {"@odata.type":"#microsoft.graph.security.alert","id":"da1","title":"t","category":"%s","severity":"high","status":"new",
             "serviceSource":"microsoftDefenderForEndpoint","detectorId":"d1","threatFamilyName":"Mimikatz","mitreTechniques":[],
             "createdDateTime":"2026-03-01T10:06:00Z","firstActivityDateTime":"2026-03-01T10:05:00.1234567Z",
             "alertWebUrl":"https://security.microsoft.com/alerts/da1","evidence":[%s]}""";

    private final AlertFormat format = Bodies.format("defender");

    private static String alert(String category, String evidence) {
        return ALERT.formatted(category, evidence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stix-shifter-alerts-v2.json       | ''           | da637551227677560813_-961444813 | LOW    | INTRUSION | OPEN     | 2021-04-26T07:45:50.116Z     | Suspicious execution of hidden file
            rapid7-endpoint-alert.json        | ''           | da637292082891366787_322129023  | INFO   | MALWARE   | RESOLVED | 2020-07-01T13:49:55.2853766Z | EICAR_Test_File malware was detected
            rapid7-incident.json              | ''           | 924518                          | INFO   | PHISHING  | OPEN     | 2020-09-06T12:07:55.1366667Z | Email reported by user as malware or phish
            rapid7-incidents.json             | ''           | 924518                          | INFO   | PHISHING  | OPEN     | 2020-09-06T12:07:55.1366667Z | Email reported by user as malware or phish
            panther-graph-passthrough.json    | /tests/0/log | abcd12345efghijk6789            | MEDIUM | CREDENTIAL | OPEN    | 2026-04-01T14:31:48.438Z     | Anonymous IP address
            panther-graph-passthrough.json    | /tests/1/log | abcdefg-123456-hijklmno         | HIGH   | CREDENTIAL | OPEN    | 2026-04-02T14:22:00.698Z     | Password Spray
            panther-graph-passthrough.json    | /tests/2/log | abcdefg12345hijklmnop           | HIGH   | CREDENTIAL | RESOLVED | 2026-04-03T19:54:13.725Z    | Anonymous IP address
            panther-graph-passthrough.json    | /tests/3/log | info-event-1                    | INFO   | OTHER     | OPEN     | 2026-04-04T10:00:00Z         | Informational signal
            panther-detection-passthrough.json | /tests/0/log | 0000000000-1111-2222-3333-444444444444 | HIGH | INTRUSION | OPEN | 2025-04-21T20:51:04.0581832Z | Regsvr32 Rundll32 Image Loads Abnormal Extension
            """)
    void readsTheAlertsOfOthers(
            String file,
            String pointer,
            String id,
            Severity severity,
            Kind kind,
            AlertStatus status,
            Instant seen,
            String title) {
        // Some of these samples are of April 2026.
        var later = new AlertFormats(Clock.offset(Bodies.NOON, Duration.ofDays(90)));
        var alert = report(later.named("defender").orElseThrow(), part("defender", file, pointer));

        assertThat(alert.sourceId()).isEqualTo(id);
        assertThat(alert.title()).isEqualTo(title);
        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.kind()).isEqualTo(kind);
        assertThat(alert.details().status()).isEqualTo(status);
        assertThat(alert.observedAt()).isEqualTo(seen);
        assertThat(alert.details().revisable()).isTrue();
    }

    @Test
    void readsTheEvidenceOfThem() {
        var hidden = reports(format, sample("defender", "stix-shifter-alerts-v2.json"))
                .get(0);

        assertThat(hidden.rule()).isEqualTo("e0da400f-affd-43ef-b1d5-afc2eb6f2756");
        assertThat(hidden.techniques()).containsExactly("T1564.001");
        assertThat(hidden.details().product()).isEqualTo("Microsoft Defender for Endpoint");
        assertThat(hidden.details().tactics()).containsExactly("DefenseEvasion");
        assertThat(hidden.details().links()).hasSize(2);
        assertThat(observed(hidden))
                .containsExactly(
                        "HOST TARGET tempdns",
                        "CLOUD_RESOURCE TARGET /subscriptions/8700d3a3-3bb7-4fbe-a090-488a1ad04161/resourceGroups/"
                                + "WdatpApi-EUS-STG/providers/Microsoft.Compute/virtualMachines/NirLaviTests",
                        "FILE OTHER C:\\Program Files\\temp\\MsSense.exe",
                        "HASH OTHER 8963a19fb992ad9a76576c5638fd68292cffb9aaac29eb8285f9abf6196a7dec",
                        "HASH OTHER 5f1e8acedc065031aad553b710838eb366cfee9a",
                        "PROCESS OTHER MsSense.exe",
                        "PROCESS OTHER services.exe",
                        "USER OTHER SYSTEM");
        assertThat(observed(report(format, part("defender", "rapid7-endpoint-alert.json", ""))))
                .containsExactly("HOST TARGET example-desktop");
        assertThat(observed(report(format, part("defender", "rapid7-incident.json", ""))))
                .containsExactly("USER OTHER testUser3@contoso.com", "EMAIL TARGET testUser3@contoso.com");
        assertThat(report(format, part("defender", "rapid7-incident.json", ""))
                        .details()
                        .product())
                .isEqualTo("Microsoft Defender for Office 365");
    }

    @Test
    void anEvidenceThatComesAloneIsNoAlert() {
        var items = Bodies.items(
                format, Bodies.bytes(part("defender", "panther-detection-passthrough.json", "/tests/1/log")));

        assertThat(items).containsExactly(new LeftOut(0, 0, "category is not AdvancedHunting-AlertInfo"));
    }

    @Test
    void everyPieceOfEvidencePlaysThePartThatItsRolesSay() {
        var alert = report(format, alert("CredentialAccess", """
                {"@odata.type":"#microsoft.graph.security.ipEvidence","ipAddress":"198.51.100.7","roles":["attacker","source"]},
                {"@odata.type":"#microsoft.graph.security.deviceEvidence","deviceDnsName":"PC-7.corp.example","hostName":"PC-7","lastIpAddress":"10.0.0.7",
                 "roles":["compromised"],"loggedOnUsers":[{"accountName":"carol","domainName":"CORP"}]},
                {"@odata.type":"#microsoft.graph.security.userEvidence","roles":["attacker"],"userAccount":{"accountName":"eve","userPrincipalName":"eve@corp.example"}},
                {"@odata.type":"#microsoft.graph.security.urlEvidence","url":"https://c2.example/x","roles":["commandAndControl"]},
                {"@odata.type":"#microsoft.graph.security.networkConnectionEvidence","sourceAddress":{"ipAddress":"10.0.0.7"},"sourcePort":5000,
                 "destinationAddress":{"ipAddress":"203.0.113.9"},"destinationPort":443},
                {"@odata.type":"#microsoft.graph.security.dnsEvidence","domainName":"c2.example","ipAddresses":[{"ipAddress":"203.0.113.9"}]},
                {"@odata.type":"#microsoft.graph.security.fileHashEvidence","algorithm":"sha256","value":"AABB"},
                {"@odata.type":"#microsoft.graph.security.analyzedMessageEvidence","recipientEmailAddress":"bob@corp.example","senderIp":"192.0.2.5",
                 "p2Sender":{"emailAddress":"eve@evil.example"},"urls":["https://evil.example/l"]},
                {"@odata.type":"#microsoft.graph.security.mailboxEvidence","primaryAddress":"bob@corp.example"},
                {"@odata.type":"#microsoft.graph.security.containerEvidence","containerId":"c0ffee","name":"web","pod":{"name":"web-1"}},
                {"@odata.type":"#microsoft.graph.security.azureResourceEvidence","resourceId":"/subscriptions/s/vm"},
                {"@odata.type":"#microsoft.graph.security.registryKeyEvidence","registryKey":"x"}"""));

        assertThat(alert.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(alert.details().ruleName()).isEqualTo("Mimikatz");
        assertThat(observed(alert))
                .containsExactlyInAnyOrder(
                        "IP SOURCE 198.51.100.7",
                        "HOST TARGET pc-7.corp.example",
                        "HOST TARGET pc-7",
                        "IP TARGET 10.0.0.7",
                        "USER OTHER carol",
                        "USER ACTOR eve@corp.example",
                        "USER ACTOR eve",
                        "URL SOURCE https://c2.example/x",
                        "IP SOURCE 10.0.0.7",
                        "PORT SOURCE 5000",
                        "IP TARGET 203.0.113.9",
                        "PORT TARGET 443",
                        "DOMAIN OTHER c2.example",
                        "IP OTHER 203.0.113.9",
                        "HASH OTHER aabb",
                        "EMAIL TARGET bob@corp.example",
                        "IP SOURCE 192.0.2.5",
                        "EMAIL SOURCE eve@evil.example",
                        "URL OTHER https://evil.example/l",
                        "CONTAINER OTHER web",
                        "CONTAINER OTHER web-1",
                        "CLOUD_RESOURCE OTHER /subscriptions/s/vm");
    }

    @Test
    void readsTheIncidentOfGraphWithTheEvidenceOfItsAlerts() {
        String incident = """
                {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#security/incidents",
                 "value":[{"@odata.type":"#microsoft.graph.security.incident","id":"2972395","displayName":"Multi-stage incident on PC-7","severity":"medium",
                  "status":"%s","createdDateTime":"2026-03-01T10:05:00Z","incidentWebUrl":"https://security.microsoft.com/incidents/2972395","alerts":[%s]}]}""";
        String alert = alert("Malware", "{\"deviceDnsName\":\"PC-7\",\"roles\":[\"attacked\"]}");
        var open = report(format, incident.formatted("active", alert));

        assertThat(open.sourceId()).isEqualTo("2972395");
        assertThat(open.title()).isEqualTo("Multi-stage incident on PC-7");
        assertThat(open.kind()).isEqualTo(Kind.MALWARE);
        assertThat(open.details().product()).isEqualTo("Microsoft Defender for Endpoint");
        assertThat(open.details().links()).containsExactly("https://security.microsoft.com/incidents/2972395");
        assertThat(observed(open)).containsExactly("HOST TARGET pc-7");
        for (String over : new String[] {"resolved", "redirected"}) {
            assertThat(report(format, incident.formatted(over, alert)).details().status())
                    .isEqualTo(AlertStatus.RESOLVED);
        }
    }

    @Test
    void readsTheLegacyAlertOfGraph() {
        var alert = report(format, """
                {"id":"l1","azureTenantId":"t","title":"Atypical travel","category":"AtypicalTravel","severity":"medium","status":"newAlert","confidence":70,
                 "createdDateTime":"2026-03-01T10:06:00Z","eventDateTime":"2026-03-01T10:05:00Z",
                 "vendorInformation":{"provider":"IPC","vendor":"Microsoft"},"sourceMaterials":["https://portal.example/l1"],
                 "hostStates":[{"fqdn":"pc-7.corp.example","netBiosName":"PC-7","privateIpAddress":"10.0.0.7"}],
                 "userStates":[{"userPrincipalName":"bob@corp.example","logonIp":"198.51.100.7"}],
                 "networkConnections":[{"sourceAddress":"10.0.0.7","destinationAddress":"203.0.113.9","destinationPort":"443","destinationDomain":"c2.example"}],
                 "fileStates":[{"name":"a.exe","path":"C:\\\\t","fileHash":{"hashType":"sha256","hashValue":"CC"}}],
                 "processes":[{"name":"cmd.exe"}]}""");

        assertThat(alert.sourceId()).isEqualTo("l1");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.details().product()).isEqualTo("Microsoft IPC");
        assertThat(alert.details().confidence()).isEqualTo(70);
        assertThat(alert.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(observed(alert))
                .containsExactly(
                        "HOST TARGET pc-7.corp.example",
                        "HOST TARGET pc-7",
                        "IP TARGET 10.0.0.7",
                        "USER OTHER bob@corp.example",
                        "IP SOURCE 198.51.100.7",
                        "IP SOURCE 10.0.0.7",
                        "IP TARGET 203.0.113.9",
                        "PORT TARGET 443",
                        "DOMAIN TARGET c2.example",
                        "HASH OTHER cc",
                        "FILE OTHER C:\\t\\a.exe",
                        "PROCESS OTHER cmd.exe");
    }

    @ParameterizedTest
    @CsvSource({
        "informational,INFO,5",
        "low,LOW,21",
        "medium,MEDIUM,47",
        "high,HIGH,73",
        "High,HIGH,73",
        "unknown,UNKNOWN,-1",
        "unknownFutureValue,UNKNOWN,-1",
        "UnSpecified,UNKNOWN,-1"
    })
    void mapsEverySeverity(String word, Severity severity, int score) {
        var alert = report(format, alert("Malware", "").replace("\"high\"", "\"" + word + "\""));

        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.score()).isEqualTo(score);
        assertThat(alert.severityOriginal()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "Ransomware,MALWARE",
        "InitialAccess,INTRUSION",
        "Initial access,INTRUSION",
        "Exfiltration,EXFILTRATION",
        "Reconnaissance,SCAN",
        "CredentialAccess,CREDENTIAL",
        "UnwantedSoftware,MALWARE",
        "Weaving,OTHER"
    })
    void knowsWhatItIsAboutByItsCategory(String category, Kind kind) {
        assertThat(report(format, alert(category, "")).kind()).isEqualTo(kind);
    }

    @Test
    void isFoundAmongOtherFormats() {
        var any = new AlertFormats(Bodies.NOON).any();

        for (String file : new String[] {
            "stix-shifter-alerts-v2.json", "rapid7-endpoint-alert.json", "rapid7-incident.json", "rapid7-incidents.json"
        }) {
            assertThat(Bodies.items(any, sample("defender", file)))
                    .as(file)
                    .extracting(item -> ((Parsed) item).format())
                    .containsExactly("defender");
        }
    }

    @Test
    void saysWhatAnAlertLacks() {
        assertThat(complaints(
                        format, "{\"value\":[{\"serviceSource\":\"x\",\"createdDateTime\":\"2026-03-09T00:00:00Z\"}]}"))
                .containsExactly(
                        "/value/0/id is missing",
                        "/value/0/createdDateTime lies more than a day in the future; is the clock of the source right?",
                        "/value/0/title is missing");
        assertThat(complaints(format, "{\"id\":\"1\",\"title\":\"t\"}"))
                .containsExactly("/firstActivityDateTime is missing");
    }
}
