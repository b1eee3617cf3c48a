package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.complaints;
import static dev.tutti.intake.format.Bodies.observed;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentinelDialectTest {

    private static final String PLACE =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w"
                    + "/providers/Microsoft.SecurityInsights";

    /** What the trigger "Microsoft Sentinel incident" hands to a playbook; its object is the incident of the API 2025-09-01. */
    private static final String TRIGGER = """
            {"eventUniqueId":"e","objectSchemaType":"Incident","objectEventType":"Create","workspaceId":"w",
             "workspaceInfo":{"SubscriptionId":"s","ResourceGroupName":"g","WorkspaceName":"w"},
             "object":{"id":"%1$s/Incidents/73e01a99","name":"73e01a99","type":"Microsoft.SecurityInsights/Incidents","etag":"x",
              "properties":{"title":"Odd process on pay-web-1","severity":"High","status":"%2$s","incidentNumber":7,
               "createdTimeUtc":"2026-03-01T10:06:00Z","firstActivityTimeUtc":"2026-03-01T10:05:00.1234567Z",
               "incidentUrl":"https://portal.azure.com/#asset/x","relatedAnalyticRuleIds":["%1$s/alertRules/fab3d2d4"],
               "additionalData":{"alertProductNames":["Azure Sentinel"],"tactics":["LateralMovement"],"techniques":["T1021"]},
               "alerts":[{"kind":"SecurityAlert","properties":{"alertDisplayName":"Odd process","tactics":["Execution"]}}],
               "relatedEntities":[
                {"kind":"Account","properties":{"accountName":"bob","upnSuffix":"corp.example","friendlyName":"bob"}},
                {"kind":"Host","properties":{"hostName":"pay-web-1","dnsDomain":"corp.example","azureID":"/subscriptions/s/vm"}},
                {"kind":"Ip","properties":{"address":"198.51.100.7"}},
                {"kind":"Url","properties":{"url":"https://evil.example/x"}},
                {"kind":"FileHash","properties":{"algorithm":"SHA256","hashValue":"AABB"}},
                {"kind":"File","properties":{"directory":"C:\\\\t","fileName":"a.exe"}},
                {"kind":"Process","properties":{"commandLine":"a.exe -x","processId":"7"}},
                {"kind":"DnsResolution","properties":{"domainName":"c2.example"}},
                {"kind":"Mailbox","properties":{"mailboxPrimaryAddress":"bob@corp.example"}},
                {"kind":"MailMessage","properties":{"sender":"eve@evil.example","recipient":"bob@corp.example","senderIP":"192.0.2.5","urls":["https://evil.example/l"]}},
                {"kind":"AzureResource","properties":{"resourceId":"/subscriptions/s/kv"}},
                {"kind":"Nic","properties":{"macAddress":"00:0D:83:B1:C0:8E"}},
                {"kind":"RegistryKey","properties":{"key":"x"}}]}}}""";

    /** A row of the table SecurityAlert, whose entities and links are JSON in a text. */
    private static final String ROW = """
            {"TenantId":"w","TimeGenerated":"2026-03-01T10:07:00Z","DisplayName":"Password spray","AlertName":"Password spray","AlertSeverity":"Medium",
             "VendorName":"Microsoft","ProviderName":"ASI Scheduled Alerts","ProductName":"Azure Sentinel","AlertType":"w_rule7","SystemAlertId":"sa-1",
             "ConfidenceScore":0.8,"StartTime":"2026-03-01T10:05:00Z","EndTime":"2026-03-01T10:06:00Z","Status":"New","Tactics":"CredentialAccess, InitialAccess",
             "Techniques":"[\\"T1110\\"]","AlertLink":"https://portal.azure.com/a",
             "ExtendedLinks":"[{\\"Href\\":\\"https://security.microsoft.com/alerts/1\\",\\"Type\\":\\"webLink\\"}]",
             "Entities":"[{\\"$id\\":\\"2\\",\\"Address\\":\\"198.51.100.7\\",\\"Type\\":\\"ip\\"},{\\"$id\\":\\"3\\",\\"Name\\":\\"bob\\",\\"UPNSuffix\\":\\"corp.example\\",\\"Type\\":\\"account\\"},{\\"$id\\":\\"4\\",\\"HostName\\":\\"PC-7\\",\\"Type\\":\\"host\\",\\"Roles\\":[\\"Compromised\\"]},{\\"$ref\\":\\"2\\"}]"}""";

    private final AlertFormat format = Bodies.format("sentinel");

    private static String trigger(String status) {
        return TRIGGER.formatted(PLACE, status);
    }

    @Test
    void readsTheIncidentThatAPlaybookIsTriggeredWith() {
        var incident = report(format, trigger("New"));

        assertThat(incident.source()).isEqualTo("sentinel");
        assertThat(incident.sourceId()).isEqualTo("73e01a99");
        assertThat(incident.title()).isEqualTo("Odd process on pay-web-1");
        assertThat(incident.rule()).isEqualTo("fab3d2d4");
        assertThat(incident.severity()).isEqualTo(Severity.HIGH);
        assertThat(incident.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00.1234567Z"));
        assertThat(incident.kind()).isEqualTo(Kind.INTRUSION);
        assertThat(incident.techniques()).containsExactly("T1021");
        var details = incident.details();
        assertThat(details.tactics()).containsExactly("Execution", "LateralMovement");
        assertThat(details.ruleName()).isEqualTo("Odd process");
        assertThat(details.product()).isEqualTo("Azure Sentinel");
        assertThat(details.links()).containsExactly("https://portal.azure.com/#asset/x");
        assertThat(details.revisable()).isTrue();
    }

    @Test
    void readsItsEntitiesByTheirKind() {
        assertThat(observed(report(format, trigger("New"))))
                .containsExactly(
                        "USER OTHER bob@corp.example",
                        "USER OTHER bob",
                        "HOST OTHER pay-web-1",
                        "HOST OTHER pay-web-1.corp.example",
                        "CLOUD_RESOURCE OTHER /subscriptions/s/vm",
                        "IP OTHER 198.51.100.7",
                        "URL OTHER https://evil.example/x",
                        "HASH OTHER aabb",
                        "FILE OTHER C:\\t\\a.exe",
                        "PROCESS OTHER a.exe -x",
                        "DOMAIN OTHER c2.example",
                        "EMAIL OTHER bob@corp.example",
                        "EMAIL SOURCE eve@evil.example",
                        "EMAIL TARGET bob@corp.example",
                        "IP SOURCE 192.0.2.5",
                        "URL OTHER https://evil.example/l",
                        "CLOUD_RESOURCE OTHER /subscriptions/s/kv",
                        "MAC OTHER 00:0d:83:b1:c0:8e");
    }

    @ParameterizedTest
    @CsvSource({"New,OPEN", "Active,OPEN", "Closed,RESOLVED"})
    void followsAnIncidentUnderItsId(String status, AlertStatus expected) {
        var incident = report(format, trigger(status));

        assertThat(incident.details().status()).isEqualTo(expected);
        assertThat(incident.sourceId()).isEqualTo("73e01a99");
    }

    @Test
    void readsTheIncidentsOfOthers() {
        var listed =
                report(format, new String(sample("sentinel", "msticpy-list-incidents.json"), StandardCharsets.UTF_8));
        var one = report(format, new String(sample("sentinel", "rapid7-incident.json"), StandardCharsets.UTF_8));

        assertThat(listed.sourceId()).isEqualTo("13ffba29-971c-4d70-9cb4-ddd0ec1bbb84");
        assertThat(listed.title()).isEqualTo("Test Incident");
        assertThat(listed.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(listed.severityOriginal()).isEqualTo("Medium");
        assertThat(listed.rule()).isEqualTo("494bfb7c-e436-483d-800d-8385068c2e49");
        assertThat(listed.observedAt()).isEqualTo(Instant.parse("2020-11-10T21:07:48.2446898Z"));
        assertThat(listed.observables()).isEmpty();
        assertThat(one.sourceId()).isEqualTo("1505");
        assertThat(one.title()).isEqualTo("Not a test at all");
        assertThat(one.severity()).isEqualTo(Severity.LOW);
        assertThat(one.observedAt()).isEqualTo(Instant.parse("2022-06-02T09:52:00.5643443Z"));
        assertThat(one.details().product()).isEqualTo("Microsoft Sentinel");
    }

    @Test
    void readsTheSameIncidentAsTheSdkOfPythonWritesIt() {
        var incident = report(format, """
                {"id":"%s/Incidents/73e01a99","name":"73e01a99","type":"Microsoft.SecurityInsights/Incidents","title":"Odd process","severity":"Low",
                 "status":"Closed","first_activity_time_utc":"2026-03-01 10:05:00","created_time_utc":"2026-03-01 10:06:00","incident_number":7,
                 "incident_url":"https://portal.azure.com/#asset/x","related_analytic_rule_ids":["%s/alertRules/fab3d2d4"],
                 "additional_data":{"alert_product_names":["Azure Sentinel"],"tactics":["Exfiltration"]}}""".formatted(PLACE, PLACE));

        assertThat(incident.sourceId()).isEqualTo("73e01a99");
        assertThat(incident.rule()).isEqualTo("fab3d2d4");
        assertThat(incident.kind()).isEqualTo(Kind.EXFILTRATION);
        assertThat(incident.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(incident.details().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(incident.details().links()).containsExactly("https://portal.azure.com/#asset/x");
    }

    @Test
    void readsARowOfTheTableOfAlerts() {
        var alert = report(format, ROW);

        assertThat(alert.sourceId()).isEqualTo("sa-1");
        assertThat(alert.title()).isEqualTo("Password spray");
        assertThat(alert.rule()).isEqualTo("w_rule7");
        assertThat(alert.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.techniques()).containsExactly("T1110");
        assertThat(alert.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(alert.details().tactics()).containsExactly("CredentialAccess", "InitialAccess");
        assertThat(alert.details().confidence()).isEqualTo(80);
        assertThat(alert.details().product()).isEqualTo("Microsoft Azure Sentinel");
        assertThat(alert.details().links())
                .containsExactly("https://portal.azure.com/a", "https://security.microsoft.com/alerts/1");
        assertThat(observed(alert))
                .containsExactly(
                        "IP OTHER 198.51.100.7", "USER OTHER bob@corp.example", "USER OTHER bob", "HOST TARGET pc-7");
    }

    @Test
    void readsARowOfTheTableOfIncidents() {
        var incident = report(format, """
                {"IncidentName":"73e01a99","IncidentNumber":7,"Title":"Odd process","Severity":"Low","Status":"Closed",
                 "FirstActivityTime":"2026-03-01T10:05:00Z","CreatedTime":"2026-03-01T10:06:00Z","RelatedAnalyticRuleIds":["fab3d2d4"]}""");

        assertThat(incident.sourceId()).isEqualTo("73e01a99");
        assertThat(incident.rule()).isEqualTo("fab3d2d4");
        assertThat(incident.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(incident.details().status()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void readsTheAlertsOfAnIncidentAsTheApiListsThem() {
        var alert = report(format, """
                {"value":[{"id":"%s/Entities/baa8a239","name":"baa8a239","type":"Microsoft.SecurityInsights/Entities","kind":"SecurityAlert",
                 "properties":{"systemAlertId":"baa8a239","tactics":[],"alertDisplayName":"myAlert","confidenceLevel":"Unknown","severity":"Low",
                  "vendorName":"Microsoft","productName":"Azure Security Center","alertType":"myAlert","status":"Dismissed",
                  "startTimeUtc":"2020-07-20T18:21:53.6158361Z"}}]}""".formatted(PLACE));

        assertThat(alert.sourceId()).isEqualTo("baa8a239");
        assertThat(alert.title()).isEqualTo("myAlert");
        assertThat(alert.details().product()).isEqualTo("Microsoft Azure Security Center");
        assertThat(alert.details().status()).isEqualTo(AlertStatus.RESOLVED);
    }

    @ParameterizedTest
    @CsvSource({
        "Informational,INFO,5",
        "Low,LOW,21",
        "Medium,MEDIUM,47",
        "High,HIGH,73",
        "Severe,UNKNOWN,-1",
    })
    void mapsEverySeverity(String word, Severity severity, int score) {
        var incident = report(format, trigger("New").replace("\"High\"", "\"" + word + "\""));

        assertThat(incident.severity()).isEqualTo(severity);
        assertThat(incident.score()).isEqualTo(score);
        assertThat(incident.severityOriginal()).isEqualTo(word);
    }

    @Test
    void isFoundAmongOtherFormats() {
        var any = new AlertFormats(Bodies.NOON).any();

        for (byte[] body : new byte[][] {
            Bodies.bytes(trigger("New")),
            Bodies.bytes(ROW),
            sample("sentinel", "msticpy-list-incidents.json"),
            sample("sentinel", "rapid7-incident.json")
        }) {
            assertThat(Bodies.items(any, body))
                    .extracting(item -> ((Parsed) item).format())
                    .containsExactly("sentinel");
        }
    }

    @Test
    void saysWhatAnIncidentLacks() {
        assertThat(complaints(
                        format,
                        "{\"objectSchemaType\":\"Incident\",\"object\":{\"properties\":{\"severity\":\"Low\"}}}"))
                .containsExactly(
                        "/object/id is missing",
                        "/object/properties/firstActivityTimeUtc is missing",
                        "/object/properties/title is missing");
        assertThat(complaints(format, trigger("New").replace("2026-03-01T10:05:00.1234567Z", "1601-01-01T00:00:00Z")))
                .containsExactly(
                        "/object/properties/firstActivityTimeUtc lies before 1990; is the clock of the source right?");
    }
}
