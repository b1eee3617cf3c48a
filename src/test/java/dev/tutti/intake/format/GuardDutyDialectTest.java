package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.complaints;
import static dev.tutti.intake.format.Bodies.observed;
import static dev.tutti.intake.format.Bodies.part;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardDutyDialectTest {

    /** By the shapes of the GuardDuty API, 2017-11-28. */
    private static final String FINDING = """
            {"schemaVersion":"2.0","accountId":"111122223333","region":"eu-central-1","partition":"aws","id":"f1",
             "arn":"arn:aws:guardduty:eu-central-1:111122223333:detector/d1/finding/f1","type":"%s","severity":8,
             "createdAt":"2026-03-01T10:06:00.000Z","updatedAt":"2026-03-01T10:06:00.000Z","title":"t","description":"d",
             "resource":{"resourceType":"Instance",%s},
             "service":{"serviceName":"guardduty","detectorId":"d1","resourceRole":"%s","archived":false,"count":1,
              "eventFirstSeen":"2026-03-01T10:00:00Z","eventLastSeen":"2026-03-01T10:05:00Z",%s}}""";

    private static final String INSTANCE = """
            "instanceDetails":{"instanceId":"i-1","networkInterfaces":[{"networkInterfaceId":"eni-1","privateDnsName":"ip-10-0-0-1.ec2.internal",
             "privateIpAddress":"10.0.0.1","publicIp":"203.0.113.5","ipv6Addresses":["2001:DB8::1"]}]}""";

    private static final String CONNECTION = """
            "action":{"actionType":"NETWORK_CONNECTION","networkConnectionAction":{"connectionDirection":"%s","blocked":false,
             "localPortDetails":{"port":22},"localIpDetails":{"ipAddressV4":"10.0.0.1"},
             "remoteIpDetails":{"ipAddressV4":"198.51.100.7"},"remotePortDetails":{"port":40000}}}""";

    private final AlertFormat format = Bodies.format("guardduty");

    private static String finding(String type, String resource, String role, String service) {
        return FINDING.formatted(type, resource, role, service);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            custodian-ec2-duty-event.json   | ''          | b4b01b60fc24a199139f8f5f490edd81 | MEDIUM | 50 | 2017-12-08T15:32:49Z | Command and Control server domain name queried by EC2 instance i-99999999.
            content-hub-get-findings.json   | ''          | 02ba7e2d000521f35033ed64488b8e1b | LOW    | 20 | 2020-10-06T05:46:59Z | 213.108.133.9 is performing RDP brute force attacks against i-053d1520f53584149.
            panther-high-sev-findings.json  | /tests/0/log | eeb88ab56556eb7771b266670dddee5a | HIGH  | 80 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            panther-high-sev-findings.json  | /tests/1/log | eeb88ab56556eb7771b266670dddee5a | HIGH  | 80 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            panther-med-sev-findings.json   | /tests/0/log | eeb88ab56556eb7771b266670dddee5a | MEDIUM | 50 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            panther-med-sev-findings.json   | /tests/1/log | eeb88ab56556eb7771b266670dddee5a | MEDIUM | 50 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            panther-low-sev-findings.json   | /tests/0/log | eeb88ab56556eb7771b266670dddee5a | LOW   | 10 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            panther-low-sev-findings.json   | /tests/1/log | eeb88ab56556eb7771b266670dddee5a | LOW   | 10 | 2020-02-14T17:59:17Z | Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.
            """)
    void readsTheFindingsOfOthers(
            String file, String pointer, String id, Severity severity, int score, Instant seen, String title) {
        var finding = report(format, part("guardduty", file, pointer));

        assertThat(finding.sourceId()).isEqualTo(id);
        assertThat(finding.title()).isEqualTo(title);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.score()).isEqualTo(score);
        assertThat(finding.observedAt()).isEqualTo(seen);
        assertThat(finding.details().product()).isEqualTo("Amazon GuardDuty");
        assertThat(finding.details().status()).isEqualTo(AlertStatus.OPEN);
        assertThat(finding.details().revisable()).isTrue();
    }

    @Test
    void readsWhoIsWhoInThem() {
        assertThat(observed(report(format, part("guardduty", "custodian-ec2-duty-event.json", ""))))
                .containsExactly("DOMAIN OTHER example.com", "CLOUD_RESOURCE TARGET i-99999999");
        assertThat(observed(report(format, part("guardduty", "content-hub-get-findings.json", ""))))
                .containsExactly(
                        "IP SOURCE 213.108.133.9",
                        "PORT SOURCE 1549",
                        "IP TARGET 1.1.1.1",
                        "PORT TARGET 3389",
                        "CLOUD_RESOURCE TARGET i-053d1520f53584149",
                        "HOST TARGET ip-1.1.1.1.ec2.internal",
                        "DOMAIN TARGET ec2-54-234-69-236.compute-1.amazonaws.com",
                        "IP TARGET 54.234.69.236");
        assertThat(observed(report(format, part("guardduty", "panther-high-sev-findings.json", "/tests/0/log"))))
                .containsExactly(
                        "DOMAIN SOURCE cloudformation.amazonaws.com",
                        "CLOUD_RESOURCE TARGET arn:aws:iam::123456789012:role/IAMRole");
    }

    @Test
    void anEventWithoutAFindingSaysWhatIsMissing() {
        assertThat(complaints(format, part("guardduty", "streamalert-guard-duty-all.json", "/0/data")))
                .containsExactly(
                        "/detail/type is missing", "/detail/id is missing", "/detail/service/eventLastSeen is missing");
    }

    @Test
    void camelCaseAndPascalCaseAreOneFinding() {
        String camel =
                finding("Recon:EC2/PortProbeUnprotectedPort", INSTANCE, "TARGET", CONNECTION.formatted("INBOUND"));
        String pascal = Pattern.compile("\"([a-z])([A-Za-z0-9]*)\":")
                .matcher(camel)
                .replaceAll(key -> "\"" + key.group(1).toUpperCase(Locale.ROOT) + key.group(2) + "\":");

        var fromApi = report(format, "{\"Findings\":[" + pascal + "]}");
        var fromEvent = report(format, camel);

        assertThat(observed(fromApi)).isEqualTo(observed(fromEvent)).hasSizeGreaterThan(6);
        assertThat(fromApi.sourceId()).isEqualTo("f1");
        assertThat(fromApi.title()).isEqualTo("t");
        assertThat(fromApi.observedAt()).isEqualTo(fromEvent.observedAt());
        assertThat(fromApi.kind()).isEqualTo(Kind.SCAN);
    }

    @Test
    void aResourceThatActsIsTheSource() {
        var finding = report(
                format,
                finding("UnauthorizedAccess:EC2/SSHBruteForce", INSTANCE, "ACTOR", CONNECTION.formatted("OUTBOUND")));

        assertThat(observed(finding))
                .containsExactly(
                        "IP TARGET 198.51.100.7",
                        "PORT TARGET 40000",
                        "IP SOURCE 10.0.0.1",
                        "PORT SOURCE 22",
                        "CLOUD_RESOURCE ACTOR i-1",
                        "HOST ACTOR ip-10-0-0-1.ec2.internal",
                        "IP SOURCE 2001:db8::1",
                        "IP SOURCE 203.0.113.5");
    }

    @Test
    void readsProbesCallsLoginsAndWhatRuns() {
        String probe = """
                "action":{"portProbeAction":{"portProbeDetails":[{"localPortDetails":{"port":25},"remoteIpDetails":{"ipAddressV4":"198.51.100.8"}}]}}""";
        String call = """
                "action":{"awsApiCallAction":{"api":"ListBuckets","remoteIpDetails":{"ipAddressV4":"198.51.100.9"}}}""";
        String login = """
                "action":{"rdsLoginAttemptAction":{"remoteIpDetails":{"ipAddressV4":"198.51.100.10"},"loginAttributes":[{"user":"admin"}]}}""";
        String key = """
                "accessKeyDetails":{"accessKeyId":"AKIA1","principalId":"p","userName":"alice","userType":"IAMUser"}""";
        String pod = """
                "eksClusterDetails":{"arn":"arn:aws:eks:x:1:cluster/c"},"kubernetesDetails":{"kubernetesUserDetails":{"username":"system:anonymous"},
                 "kubernetesWorkloadDetails":{"name":"web","containers":[{"name":"nginx"}]}}""";
        String runtime = """
                "runtimeDetails":{"process":{"name":"xmrig","executablePath":"/tmp/xmrig","executableSha256":"AA11","user":"root"}}""";
        String scan = """
                "ebsVolumeScanDetails":{"scanDetections":{"threatDetectedByName":{"threatNames":[{"name":"EICAR",
                 "filePaths":[{"filePath":"/a/eicar","hash":"BB22"}]}]}}}""";

        assertThat(observed(report(format, finding("Recon:EC2/PortProbeUnprotectedPort", INSTANCE, "TARGET", probe))))
                .contains("IP SOURCE 198.51.100.8", "PORT TARGET 25");
        assertThat(observed(report(format, finding("Discovery:S3/AnomalousBehavior", key, "TARGET", call))))
                .containsExactly("IP SOURCE 198.51.100.9", "USER TARGET alice");
        assertThat(observed(report(format, finding("CredentialAccess:RDS/x", key, "TARGET", login))))
                .contains("IP SOURCE 198.51.100.10", "USER TARGET admin");
        assertThat(observed(report(format, finding("CryptoCurrency:Runtime/BitcoinTool.B", pod, "TARGET", runtime))))
                .containsExactly(
                        "CLOUD_RESOURCE TARGET arn:aws:eks:x:1:cluster/c",
                        "USER ACTOR system:anonymous",
                        "CONTAINER TARGET web",
                        "CONTAINER TARGET nginx",
                        "PROCESS OTHER xmrig",
                        "FILE OTHER /tmp/xmrig",
                        "HASH OTHER aa11",
                        "USER ACTOR root");
        assertThat(observed(report(format, finding("Execution:EC2/MaliciousFile", INSTANCE, "TARGET", scan))))
                .contains("FILE OTHER /a/eicar", "HASH OTHER bb22");
    }

    @Test
    void readsTheTechniquesOfAnAttackSequence() {
        String sequence = """
                "detection":{"sequence":{"uid":"s","description":"d","actors":[{"id":"a","user":{"name":"mallory","uid":"u","type":"IAMUser"}}],
                 "endpoints":[{"id":"e","ip":"198.51.100.7"}],"resources":[{"uid":"arn:aws:s3:::cards","resourceType":"S3_BUCKET"}],
                 "sequenceIndicators":[{"key":"ATTACK_TACTIC","values":["Exfiltration"]},{"key":"ATTACK_TECHNIQUE","values":["T1530 - Data from Cloud Storage"]}],
                 "signals":[]}}""";
        var finding = report(format, finding("AttackSequence:S3/CompromisedData", INSTANCE, "TARGET", sequence));

        assertThat(finding.kind()).isEqualTo(Kind.EXFILTRATION);
        assertThat(finding.techniques()).containsExactly("T1530");
        assertThat(finding.details().tactics()).containsExactly("AttackSequence", "Exfiltration");
        assertThat(observed(finding))
                .contains("IP SOURCE 198.51.100.7", "USER ACTOR mallory", "CLOUD_RESOURCE TARGET arn:aws:s3:::cards");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,LOW,10,1",
        "3.9,LOW,39,3.9",
        "4.0,MEDIUM,40,4",
        "6.9,MEDIUM,69,6.9",
        "7.0,HIGH,70,7",
        "8.9,HIGH,89,8.9",
        "9.0,CRITICAL,90,9",
        "10.0,CRITICAL,100,10",
        "11,UNKNOWN,-1,11",
        "'\"High\"',HIGH,73,High",
        "'\"odd\"',UNKNOWN,-1,odd",
    })
    void mapsEverySeverity(String value, Severity severity, int score, String original) {
        var finding = report(
                format,
                finding("Policy:IAMUser/RootCredentialUsage", INSTANCE, "TARGET", "\"x\":1")
                        .replace("\"severity\":8", "\"severity\":" + value));

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.score()).isEqualTo(score);
        assertThat(finding.severityOriginal()).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource({
        "UnauthorizedAccess:EC2/SSHBruteForce,CREDENTIAL",
        "CredentialAccess:IAMUser/AnomalousBehavior,CREDENTIAL",
        "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS,CREDENTIAL",
        "UnauthorizedAccess:EC2/TorClient,INTRUSION",
        "Recon:EC2/Portscan,SCAN",
        "Impact:EC2/PortSweep,SCAN",
        "Trojan:EC2/DNSDataExfiltration,EXFILTRATION",
        "Exfiltration:S3/AnomalousBehavior,EXFILTRATION",
        "Trojan:EC2/PhishingDomainRequest!DNS,PHISHING",
        "CryptoCurrency:EC2/BitcoinTool.B!DNS,MALWARE",
        "Object:S3/MaliciousFile,MALWARE",
        "Policy:S3/BucketPublicAccessGranted,POLICY",
        "Stealth:IAMUser/CloudTrailLoggingDisabled,INTRUSION",
        "DefenseEvasion:Runtime/FilelessExecution,INTRUSION",
        "Unheard:Of/Thing,OTHER"
    })
    void knowsWhatItIsAboutByItsType(String type, Kind kind) {
        var item = (Parsed) Bodies.items(format, Bodies.bytes(finding(type, INSTANCE, "TARGET", "\"x\":1")))
                .get(0);

        assertThat(item.report().kind()).isEqualTo(kind);
        assertThat(item.report().rule()).isEqualTo(type);
        assertThat(item.kindKnown()).isEqualTo(kind != Kind.OTHER);
    }

    @Test
    void anUpdateKeepsItsIdAndAnArchivedFindingIsOver() {
        String first = finding("Recon:EC2/Portscan", INSTANCE, "TARGET", CONNECTION.formatted("INBOUND"));
        var again = report(format, first.replace("\"count\":1", "\"count\":7").replace("10:05:00Z", "11:05:00Z"));
        var over = report(format, first.replace("\"archived\":false", "\"archived\":true"));

        assertThat(again.sourceId()).isEqualTo(report(format, first).sourceId());
        assertThat(again.digest()).isNotEqualTo(report(format, first).digest());
        assertThat(again.observedAt()).isEqualTo(Instant.parse("2026-03-01T11:05:00Z"));
        assertThat(over.details().status()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void isFoundInEveryWrapping() {
        var any = new AlertFormats(Bodies.NOON).any();
        String event = new String(sample("guardduty", "custodian-ec2-duty-event.json"), StandardCharsets.UTF_8);
        String notification =
                "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:x\",\"Message\":" + new TextNode(event) + "}";

        for (String body : new String[] {
            event, notification, part("guardduty", "custodian-ec2-duty-event.json", "/detail"), "[" + event + "]"
        }) {
            var item = (Parsed) Bodies.items(any, Bodies.bytes(body)).get(0);
            assertThat(item.format()).isEqualTo("guardduty");
            assertThat(item.report().sourceId()).isEqualTo("b4b01b60fc24a199139f8f5f490edd81");
        }
        assertThat(Bodies.items(any, sample("guardduty", "content-hub-get-findings.json")))
                .extracting(item -> ((Parsed) item).format())
                .containsExactly("guardduty");
    }
}
