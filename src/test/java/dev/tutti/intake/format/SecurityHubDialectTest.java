package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.complaints;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.observable;
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
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHubDialectTest {

    /** By the shapes of the Security Hub API, 2018-10-26. */
    private static final String FINDING = """
            {"SchemaVersion":"2018-10-08","Id":"42","ProductArn":"arn:aws:securityhub:eu-central-1::product/example/guard",
             "ProductName":"Guard","CompanyName":"Example","GeneratorId":"gen-1","AwsAccountId":"111122223333","Types":["%s"],
             "CreatedAt":"2026-03-01T10:00:00Z","UpdatedAt":"2026-03-01T10:06:00Z","LastObservedAt":"2026-03-01T10:05:00Z",
             "Severity":{"Label":"HIGH","Normalized":75},"Confidence":60,"Title":"t","Description":"d","RecordState":"ACTIVE",
             "Workflow":{"Status":"NEW"},"SourceUrl":"https://guard.example/42",
             "Resources":[{"Type":"AwsEc2Instance","Id":"arn:aws:ec2:x:1:instance/i-1","Details":{"AwsEc2Instance":{"IpV4Addresses":["10.0.0.1"]}}}]
             %s}""";

    private final AlertFormat format = Bodies.format("securityhub");

    private static String finding(String type, String more) {
        return FINDING.formatted(type, more.isEmpty() ? "" : "," + more);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/alerts/securityhub/expected.csv", delimiter = '|', numLinesToSkip = 1)
    void readsTheFindingsOfOthers(
            String file,
            String part,
            int index,
            String title,
            Severity severity,
            int score,
            Instant observedAt,
            String sourceId,
            AlertStatus status,
            String resource) {
        var finding = reports(
                        format,
                        part == null ? sample("securityhub", file) : Bodies.bytes(part("securityhub", file, part)))
                .get(index);

        assertThat(finding.source()).isEqualTo("securityhub");
        assertThat(finding.title()).isEqualTo(title);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.score()).isEqualTo(score);
        assertThat(finding.observedAt()).isEqualTo(observedAt);
        assertThat(finding.sourceId()).isEqualTo(sourceId);
        assertThat(finding.details().status()).isEqualTo(status);
        assertThat(finding.details().revisable()).isTrue();
        assertThat(finding.observables())
                .anyMatch(seen -> seen.type()
                                == observable("CLOUD_RESOURCE", "OTHER", "x").type()
                        && seen.value().equals(resource));
    }

    @Test
    void readsWhatGuardDutyTellsSecurityHub() {
        var finding = reports(format, sample("securityhub", "custodian-mode_action_insight-GetFindings_1.json"))
                .get(1);

        assertThat(finding.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(finding.details().product()).isEqualTo("AWS GuardDuty");
        assertThat(observed(finding))
                .containsExactly(
                        "IP SOURCE 208.115.85.104",
                        "CLOUD_RESOURCE TARGET AWS::IAM::AccessKey:null",
                        "USER TARGET kapil");
    }

    @Test
    void readsWhoTouchedADecoy() {
        var finding = report(format, part("securityhub", "panther-decoy_s3_accessed.json", "/tests/0/log"));

        assertThat(observed(finding))
                .containsExactly(
                        "IP SOURCE 111.111.111.111",
                        "CLOUD_RESOURCE TARGET arn:aws:s3:::panther-databucket",
                        "CLOUD_RESOURCE TARGET arn:aws:s3:::panther-databucket/object",
                        "CLOUD_RESOURCE ACTOR ABCDEFG1HIJ2KLMNOPQR",
                        "USER ACTOR tester");
        assertThat(finding.details().product()).isEqualTo("Custom DecoyDetector");
    }

    @Test
    void readsTheControlThatFailed() {
        var finding =
                reports(format, sample("securityhub", "asr-AFSBP-iam.6.json")).get(0);

        assertThat(finding.rule()).isEqualTo("aws-foundational-security-best-practices/v/1.0.0/IAM.6");
        assertThat(finding.details().ruleName()).isEqualTo("IAM.6");
        assertThat(finding.kind()).isEqualTo(Kind.POLICY);
        assertThat(finding.severityOriginal()).isEqualTo("CRITICAL");
        assertThat(finding.details().links())
                .containsExactly("https://docs.aws.amazon.com/console/securityhub/IAM.6/remediation");
    }

    @Test
    void readsEverythingElseOfTheFormat() {
        var finding = report(format, finding("TTPs/Credential Access/T1110.001", """
                        "Network":{"Direction":"IN","SourceIpV4":"198.51.100.7","SourcePort":4000,"SourceMac":"00:0D:83:b1:c0:8e",
                         "SourceDomain":"evil.example","DestinationIpV4":"10.0.0.1","DestinationPort":22},
                        "Process":{"Name":"sshd","Path":"/usr/sbin/sshd"},"Malware":[{"Name":"m","Path":"/tmp/m"}],
                        "Threats":[{"Name":"x","FilePaths":[{"FilePath":"/tmp/y","Hash":"AA"}]}],
                        "ThreatIntelIndicators":[{"Type":"IPV4_ADDRESS","Value":"198.51.100.7"},{"Type":"HASH_SHA256","Value":"BB"},
                         {"Type":"URL","Value":"https://evil.example/x"},{"Type":"MUTEX","Value":"z"}]"""));

        assertThat(finding.sourceId()).isEqualTo("arn:aws:securityhub:eu-central-1::product/example/guard/42");
        assertThat(finding.rule()).isEqualTo("gen-1");
        assertThat(finding.details().product()).isEqualTo("Example Guard");
        assertThat(finding.details().confidence()).isEqualTo(60);
        assertThat(finding.details().tactics()).containsExactly("Credential Access");
        assertThat(finding.details().links()).containsExactly("https://guard.example/42");
        assertThat(finding.techniques()).containsExactly("T1110.001");
        assertThat(observed(finding))
                .containsExactly(
                        "IP SOURCE 198.51.100.7",
                        "PORT SOURCE 4000",
                        "DOMAIN SOURCE evil.example",
                        "MAC SOURCE 00:0d:83:b1:c0:8e",
                        "IP TARGET 10.0.0.1",
                        "PORT TARGET 22",
                        "CLOUD_RESOURCE OTHER arn:aws:ec2:x:1:instance/i-1",
                        "IP OTHER 10.0.0.1",
                        "PROCESS OTHER sshd",
                        "FILE OTHER /usr/sbin/sshd",
                        "FILE OTHER /tmp/m",
                        "FILE OTHER /tmp/y",
                        "HASH OTHER aa",
                        "HASH OTHER bb",
                        "URL OTHER https://evil.example/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Label":"INFORMATIONAL"}                | INFO     | 5  | INFORMATIONAL
            {"Label":"LOW"}                          | LOW      | 21 | LOW
            {"Label":"MEDIUM"}                       | MEDIUM   | 47 | MEDIUM
            {"Label":"HIGH","Product":3}             | HIGH     | 73 | HIGH
            {"Label":"CRITICAL"}                     | CRITICAL | 99 | CRITICAL
            {"Label":"LOW","Normalized":1}           | LOW      | 21 | LOW
            {"Label":"HIGH","Normalized":70}         | HIGH     | 70 | HIGH
            {"Label":"LOW","Normalized":90}          | LOW      | 21 | LOW
            {"Normalized":0}                         | INFO     | 0  | 0
            {"Normalized":1}                         | LOW      | 10 | 1
            {"Normalized":39}                        | LOW      | 39 | 39
            {"Normalized":40}                        | MEDIUM   | 40 | 40
            {"Normalized":89}                        | HIGH     | 89 | 89
            {"Normalized":90}                        | CRITICAL | 90 | 90
            {"Normalized":101}                       | UNKNOWN  | -1 | 101
            {"Label":"SEVERE"}                       | UNKNOWN  | -1 | SEVERE
            {"Product":9}                            | UNKNOWN  | -1 | ''
            """)
    void mapsEverySeverity(String severity, Severity expected, int score, String original) {
        var finding =
                report(format, finding("Effects", "").replace("{\"Label\":\"HIGH\",\"Normalized\":75}", severity));

        assertThat(finding.severity()).isEqualTo(expected);
        assertThat(finding.score()).isEqualTo(score);
        assertThat(finding.severityOriginal()).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource({
        "Software and Configuration Checks/Vulnerabilities/CVE,VULNERABILITY",
        "Software and Configuration Checks/AWS Security Best Practices,POLICY",
        "Effects/Data Exposure/AWS-Foundational-Security-Best-Practices,POLICY",
        "Effects/Data Exfiltration,EXFILTRATION",
        "Effects/Denial of Service,AVAILABILITY",
        "TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS,MALWARE",
        "TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort,SCAN",
        "TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce,CREDENTIAL",
        "TTPs/Lateral Movement,INTRUSION",
        "Unusual Behaviors/User,INTRUSION",
        "Sensitive Data Identifications/PII,POLICY",
        "Something/Else,OTHER"
    })
    void knowsWhatItIsAboutByItsTypes(String type, Kind kind) {
        assertThat(report(format, finding(type, "")).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,ACTIVE,OPEN",
        "NOTIFIED,ACTIVE,OPEN",
        "RESOLVED,ACTIVE,RESOLVED",
        "SUPPRESSED,ACTIVE,RESOLVED",
        "NEW,ARCHIVED,RESOLVED"
    })
    void followsAFindingUnderItsId(String workflow, String record, AlertStatus status) {
        var finding = report(
                format,
                finding("TTPs", "")
                        .replace("\"NEW\"", "\"" + workflow + "\"")
                        .replace("\"ACTIVE\"", "\"" + record + "\""));

        assertThat(finding.details().status()).isEqualTo(status);
        assertThat(finding.sourceId())
                .isEqualTo(report(format, finding("TTPs", "")).sourceId());
    }

    @Test
    void anInsightAndAnEmptyPageHaveNoFindings() {
        assertThat(items(format, sample("securityhub", "custodian-insight-2.json")))
                .containsExactly(new LeftOut(0, 0, "an insight counts findings, and is none"));
        assertThat(items(format, sample("securityhub", "custodian-account-BatchImportFindings_1.json")))
                .isEmpty();
    }

    @Test
    void readsTheSecondVersionAsOcsfAndKeepsItsSource() {
        String event = """
                {"version":"0","id":"1","detail-type":"Findings Imported V2","source":"aws.securityhub",
                 "detail":{"findings":[{"class_uid":2004,"category_uid":2,"activity_id":1,"severity_id":5,"severity":"Critical","status_id":1,"time":1772359500000,
                  "metadata":{"version":"1.6.0","product":{"vendor_name":"AWS","name":"GuardDuty","uid":"arn:aws:securityhub:::productv2/aws/guardduty"}},
                  "finding_info":{"uid":"v2-1","title":"Brute force","types":["UnauthorizedAccess:EC2/SSHBruteForce"]},
                  "resources":[{"uid":"arn:aws:ec2:x:1:instance/i-1","type":"AWS::EC2::Instance"}],
                  "evidences":[{"src_endpoint":{"ip":"198.51.100.7"}}]}]}}""";
        var finding = report(format, event);

        assertThat(finding.source()).isEqualTo("securityhub");
        assertThat(finding.mappingVersion()).isEqualTo("ocsf-1");
        assertThat(finding.sourceId()).isEqualTo("v2-1");
        assertThat(finding.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(finding.details().product()).isEqualTo("AWS GuardDuty");
        assertThat(observed(finding))
                .containsExactly("CLOUD_RESOURCE TARGET arn:aws:ec2:x:1:instance/i-1", "IP SOURCE 198.51.100.7");
        assertThat(items(new AlertFormats(Bodies.NOON).any(), Bodies.bytes(event)))
                .extracting(item -> ((Parsed) item).format())
                .containsExactly("securityhub");
    }

    @Test
    void saysWhichFindingOfAPageCannotBeUsed() {
        String good = finding("TTPs", "");
        String bad = good.replace("\"Title\":\"t\"", "\"Title\":\" \"").replace("2026-03-01T10:05:00Z", "yesterday");
        var page = items(format, Bodies.bytes("{\"Findings\":[" + good + "," + bad + "]}"));

        assertThat(page.get(0)).isInstanceOf(Parsed.class);
        assertThat(Bodies.problem(page.get(1)).errors())
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(
                        "/Findings/1/LastObservedAt " + Times.WANTED,
                        "/Findings/1/Title must be a text that is not blank");
        assertThat(complaints(format, "{\"ProductArn\":\"x\"}"))
                .containsExactly("/Id is missing", "/LastObservedAt is missing", "/Title is missing");
    }
}
