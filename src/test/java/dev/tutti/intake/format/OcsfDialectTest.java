package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.complaints;
import static dev.tutti.intake.format.Bodies.observed;
import static dev.tutti.intake.format.Bodies.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfDialectTest {

    /** A Detection Finding, 1.8.0: classes, objects and their attributes as ocsf/ocsf-schema defines them. */
    private static final String FINDING = """
            {"class_uid":2004,"category_uid":2,"type_uid":200401,"activity_id":1,"severity_id":4,"severity":"High","status_id":1,
             "time":1772359500000,"message":"A shell came from a web server","confidence_score":80,"is_alert":true,
             "metadata":{"version":"1.8.0","uid":"event-1","product":{"vendor_name":"Example","name":"Example Guard","version":"3"}},
             "finding_info":{"uid":"f-1","title":"Reverse shell","types":["Shell"],"src_url":"https://guard.example/f-1",
              "analytic":{"uid":"R-17","name":"Shell by a server","type_id":1},
              "attacks":[{"version":"16","tactic":{"uid":"TA0002","name":"Execution"},"technique":{"uid":"T1059","name":"x"},
               "sub_technique":{"uid":"T1059.004","name":"Unix Shell"}}]},
             "device":{"type_id":1,"hostname":"Pay-Web-1","ip":"10.1.2.3","mac":"00:50:56:AA:BB:CC","instance_uid":"i-1"},
             "resources":[{"uid":"arn:aws:ec2:eu-central-1:1:instance/i-1","type":"AwsEc2Instance","role_id":1},
              {"uid":"arn:aws:iam::1:role/web","role_id":2}],
             "evidences":[
              {"connection_info":{"direction_id":2},"src_endpoint":{"ip":"10.1.2.3","port":51234,"hostname":"pay-web-1"},
               "dst_endpoint":{"ip":"203.0.113.9","port":4444,"hostname":"files.attacker.example"}},
              {"actor":{"user":{"name":"www-data","uid":"33"},"process":{"name":"nginx","file":{"name":"nginx","path":"/usr/sbin/nginx"}}},
               "process":{"name":"bash","cmd_line":"bash -i","file":{"name":"bash","path":"/bin/bash",
                "hashes":[{"algorithm_id":3,"value":"ABCD0123"}]},"parent_process":{"name":"nginx"}}},
              {"user":{"name":"root","email_addr":"root@pay.example"},"url":{"url_string":"https://files.attacker.example/x","hostname":"files.attacker.example"},
               "query":{"hostname":"c2.attacker.example"},"email":{"from":"Eve <eve@attacker.example>","to":["bob@pay.example"]},
               "container":{"name":"web","uid":"c0ffee"},"databucket":{"uid":"arn:aws:s3:::cards"}}],
             "observables":[{"name":"evidences[0].dst_endpoint.ip","type_id":2,"value":"203.0.113.9"},
              {"name":"device.hostname","type_id":1,"value":"pay-web-1"},
              {"name":"finding.note","type_id":6,"value":"https://note.example/1"},
              {"name":"registry","type_id":28,"value":"HKLM"}]}""";

    /** The retired class, as 1.0.0 wrote it: the finding and its attacks at the top, tactics in a list. */
    private static final String SECURITY_FINDING = """
            {"class_uid":2001,"category_uid":2,"activity_id":1,"state_id":1,"severity_id":3,"time":1772359500000,
             "metadata":{"version":"1.0.0","product":{"vendor_name":"Example","name":"Guard"}},
             "finding":{"uid":"old-1","title":"Miner","types":["Malware"],"src_url":"https://guard.example/old-1"},
             "analytic":{"name":"miner","uid":"17","type_id":1},
             "attacks":[{"version":"12.1","tactics":[{"uid":"TA0040","name":"Impact"}],"technique":{"uid":"T1496","name":"x"}}],
             "malware":[{"name":"XMRig","path":"/tmp/x","classification_ids":[13]}],
             "process":{"name":"x","file":{"path":"/tmp/x","hashes":[{"value":"EE"}]}},
             "resources":[{"uid":"i-9","name":"db"}],
             "observables":[{"name":"src","type":"IP Address","value":"198.51.100.7"}]}""";

    private final AlertFormat format = Bodies.format("ocsf");

    @Test
    void readsADetectionFinding() {
        var finding = report(format, FINDING);

        assertThat(finding.source()).isEqualTo("ocsf");
        assertThat(finding.sourceId()).isEqualTo("f-1");
        assertThat(finding.title()).isEqualTo("Reverse shell");
        assertThat(finding.rule()).isEqualTo("R-17");
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.severityOriginal()).isEqualTo("High");
        assertThat(finding.kind()).isEqualTo(Kind.INTRUSION);
        assertThat(finding.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(finding.techniques()).containsExactly("T1059", "T1059.004");
        assertThat(finding.mappingVersion()).isEqualTo("ocsf-1");
        var details = finding.details();
        assertThat(details.ruleName()).isEqualTo("Shell by a server");
        assertThat(details.product()).isEqualTo("Example Guard");
        assertThat(details.confidence()).isEqualTo(80);
        assertThat(details.tactics()).containsExactly("Execution");
        assertThat(details.links()).containsExactly("https://guard.example/f-1");
        assertThat(details.status()).isEqualTo(AlertStatus.OPEN);
        assertThat(details.revisable()).isTrue();
    }

    @Test
    void readsWhatWasObservedAndTakesNoHostFromTheFarEnd() {
        assertThat(observed(report(format, FINDING)))
                .containsExactlyInAnyOrder(
                        "HOST TARGET pay-web-1",
                        "IP TARGET 10.1.2.3",
                        "MAC TARGET 00:50:56:aa:bb:cc",
                        "CLOUD_RESOURCE TARGET i-1",
                        "CLOUD_RESOURCE TARGET arn:aws:ec2:eu-central-1:1:instance/i-1",
                        "CLOUD_RESOURCE ACTOR arn:aws:iam::1:role/web",
                        "IP SOURCE 10.1.2.3",
                        "PORT SOURCE 51234",
                        "HOST SOURCE pay-web-1",
                        "IP TARGET 203.0.113.9",
                        "PORT TARGET 4444",
                        "DOMAIN TARGET files.attacker.example",
                        "USER ACTOR www-data",
                        "PROCESS ACTOR nginx",
                        "FILE ACTOR /usr/sbin/nginx",
                        "PROCESS OTHER bash",
                        "FILE OTHER /bin/bash",
                        "HASH OTHER abcd0123",
                        "PROCESS OTHER nginx",
                        "USER TARGET root",
                        "EMAIL TARGET root@pay.example",
                        "URL OTHER https://files.attacker.example/x",
                        "DOMAIN OTHER files.attacker.example",
                        "DOMAIN OTHER c2.attacker.example",
                        "EMAIL SOURCE eve@attacker.example",
                        "EMAIL TARGET bob@pay.example",
                        "CONTAINER OTHER web",
                        "CLOUD_RESOURCE OTHER arn:aws:s3:::cards",
                        "URL OTHER https://note.example/1");
    }

    @Test
    void anAttackFromOutsideNamesItsTargetAndNotItsSource() {
        var finding = report(format, FINDING.replace("\"direction_id\":2", "\"direction_id\":1"));

        assertThat(observed(finding))
                .contains("DOMAIN SOURCE pay-web-1", "HOST TARGET files.attacker.example")
                .doesNotContain("HOST SOURCE pay-web-1");
    }

    @Test
    void readsTheSecurityFindingOfTheFirstVersion() {
        var finding = report(format, SECURITY_FINDING);

        assertThat(finding.sourceId()).isEqualTo("old-1");
        assertThat(finding.title()).isEqualTo("Miner");
        assertThat(finding.rule()).isEqualTo("17");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.severityOriginal()).isEqualTo("3");
        assertThat(finding.kind()).isEqualTo(Kind.MALWARE);
        assertThat(finding.techniques()).containsExactly("T1496");
        assertThat(finding.details().tactics()).containsExactly("Impact");
        assertThat(observed(finding))
                .containsExactly(
                        "CLOUD_RESOURCE TARGET i-9",
                        "PROCESS OTHER x",
                        "FILE OTHER /tmp/x",
                        "HASH OTHER ee",
                        "IP OTHER 198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource({
        "0,Unknown,UNKNOWN,-1,Unknown",
        "1,Informational,INFO,5,Informational",
        "2,Low,LOW,21,Low",
        "3,Medium,MEDIUM,47,Medium",
        "4,High,HIGH,73,High",
        "5,Critical,CRITICAL,99,Critical",
        "6,Fatal,CRITICAL,100,Fatal",
        "99,major,HIGH,73,major",
        "99,purple,UNKNOWN,-1,purple",
        "77,,UNKNOWN,-1,77"
    })
    void mapsEverySeverity(int id, String word, Severity severity, int score, String original) {
        var finding = report(
                format,
                FINDING.replace(
                        "\"severity_id\":4,\"severity\":\"High\"",
                        "\"severity_id\":" + id + ",\"severity\":" + (word == null ? "null" : "\"" + word + "\"")));

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.score()).isEqualTo(score);
        assertThat(finding.severityOriginal()).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource({
        "2004,1,1,OPEN,a new finding",
        "2004,2,2,OPEN,an update of one in progress",
        "2004,3,1,RESOLVED,the activity closes it",
        "2004,2,3,RESOLVED,suppressed",
        "2004,2,4,RESOLVED,resolved",
        "2004,2,5,RESOLVED,archived",
        "2004,2,6,RESOLVED,deleted",
        "2005,2,3,OPEN,an incident on hold",
        "2005,2,5,RESOLVED,a closed incident"
    })
    void followsAFindingUnderItsId(int classId, int activity, int status, AlertStatus expected, String why) {
        var finding = report(
                format,
                FINDING.replace("\"class_uid\":2004", "\"class_uid\":" + classId)
                        .replace("\"activity_id\":1", "\"activity_id\":" + activity)
                        .replace("\"status_id\":1", "\"status_id\":" + status));

        assertThat(finding.details().status()).as(why).isEqualTo(expected);
        assertThat(finding.sourceId()).isEqualTo("f-1");
        assertThat(finding.details().revisable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"status_id\":1',RESOLVED",
        "'\"status\":\"PASSED\"',RESOLVED",
        "'\"status_id\":3',OPEN",
        "'\"status\":\"Fail\"',OPEN"
    })
    void aControlThatPassesIsOver(String compliance, AlertStatus expected) {
        var finding = report(
                format,
                FINDING.replace(
                        "\"class_uid\":2004",
                        "\"class_uid\":2003,\"compliance\":{\"control\":\"EC2.1\"," + compliance + "}"));

        assertThat(finding.details().status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2002,VULNERABILITY",
        "2003,POLICY",
        "2006,POLICY",
        "2007,VULNERABILITY",
        "2008,POLICY",
    })
    void readsEveryClassOfFindings(int classId, Kind kind) {
        assertThat(report(format, FINDING.replace("\"class_uid\":2004", "\"class_uid\":" + classId))
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "T1566.001,PHISHING",
        "T1110.003,CREDENTIAL",
        "T1046,SCAN",
        "T1567.002,EXFILTRATION",
        "T1486,MALWARE",
        "T1498,AVAILABILITY",
        "T1190,INTRUSION"
    })
    void knowsWhatItIsAboutByItsTechnique(String technique, Kind kind) {
        assertThat(report(format, FINDING.replace("\"T1059\"", "\"" + technique + "\""))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void anIncidentHasTheIdOfItsFirstFinding() {
        var incident = report(format, """
                {"class_uid":2005,"category_uid":2,"activity_id":1,"status_id":1,"severity_id":5,"time":1772359500000,
                 "desc":"Two findings on pay-web-1","metadata":{"version":"1.4.0","product":{"name":"Guard"}},
                 "finding_info_list":[{"uid":"f-1","title":"a"},{"uid":"f-2","title":"b"}],
                 "attacks":[{"tactic":{"name":"Credential Access"}}]}""");

        assertThat(incident.sourceId()).isEqualTo("f-1");
        assertThat(incident.title()).isEqualTo("Two findings on pay-web-1");
        assertThat(incident.kind()).isEqualTo(Kind.CREDENTIAL);
    }

    @Test
    void anActivityIsAnAlertOnlyWhenItSaysSo() {
        String activity = """
                {"class_uid":4001,"category_uid":4,"activity_id":5,"severity_id":4,"time":1772359500000,"is_alert":%s,"message":"Refused",
                 "metadata":{"version":"1.5.0","uid":"e-7","product":{"name":"Wall"}},"firewall_rule":{"uid":"99","name":"no telnet"},
                 "src_endpoint":{"ip":"198.51.100.7"},"dst_endpoint":{"ip":"10.1.2.3","port":23}}""";
        var alert = report(format, activity.formatted("true"));

        assertThat(alert.sourceId()).isEqualTo("e-7");
        assertThat(alert.title()).isEqualTo("Refused");
        assertThat(alert.details().ruleName()).isEqualTo("no telnet");
        assertThat(alert.details().revisable()).isFalse();
        assertThat(observed(alert)).containsExactly("IP SOURCE 198.51.100.7", "IP TARGET 10.1.2.3", "PORT TARGET 23");
        assertThat(Bodies.items(format, Bodies.bytes(activity.formatted("false"))))
                .singleElement()
                .isInstanceOf(LeftOut.class);
    }

    @Test
    void leavesOutTheCloudApiEventOfARealExport() {
        assertThat(Bodies.items(format, Bodies.sample("ocsf", "stix-shifter-cloud-api.json")))
                .containsExactly(new LeftOut(0, 0, "class_uid 5001 is no finding, and is_alert is not true"));
    }

    @Test
    void saysWhatAFindingLacks() {
        assertThat(complaints(format, "{\"metadata\":{},\"finding_info\":{}}"))
                .containsExactly("/class_uid is missing", "/finding_info/uid is missing", "/time is missing");
        assertThat(complaints(
                        format,
                        FINDING.replace("1772359500000", "\"soon\"").replace("\"uid\":\"f-1\"", "\"uid\":{\"a\":1}")))
                .containsExactly("/finding_info/uid must be a text that is not blank", "/time " + Times.WANTED);
        assertThat(complaints(format, FINDING.replace("1772359500000", "0")))
                .containsExactly("/time lies before 1990; is the clock of the source right?");
    }

    @Test
    void isFoundAmongOtherFormats() {
        var any = new AlertFormats(Bodies.NOON).any();

        assertThat(Bodies.items(
                        any,
                        (FINDING.replace("\n", "") + "\n" + SECURITY_FINDING.replace("\n", ""))
                                .getBytes(StandardCharsets.UTF_8)))
                .extracting(item -> ((Parsed) item).format())
                .containsExactly("ocsf", "ocsf");
    }
}
