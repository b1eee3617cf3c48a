package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.observable;
import static dev.tutti.intake.format.Bodies.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alerts are built from Wazuh's documentation of its rules, decoders and the JSON of its alerts, version 4. */
class WazuhDialectTest {

    private static final String SSH = """
            {"timestamp":"2026-03-01T11:05:00.123+0100","id":"1772359500.12345","location":"/var/log/auth.log",
             "rule":{"level":10,"description":"sshd: brute force trying to get access to the system.","id":"5712","frequency":8,
              "firedtimes":2,"mail":false,"groups":["syslog","sshd","authentication_failures"],"gdpr":["IV_35.7.d"],
              "mitre":{"id":["T1110"],"tactic":["Credential Access"],"technique":["Brute Force"]}},
             "agent":{"id":"007","name":"Pay-DB-1","ip":"192.0.2.10"},"manager":{"name":"wazuh-1"},
             "cluster":{"name":"wazuh","node":"worker-2"},"decoder":{"name":"sshd","parent":"sshd"},
             "full_log":"Failed password for invalid user ann from 198.51.100.7 port 50123 ssh2",
             "predecoder":{"program_name":"sshd","timestamp":"Mar  1 11:05:00","hostname":"pay-db-1"},
             "data":{"srcip":"198.51.100.7","srcport":"50123","srcuser":"ann"}}""";

    private static final String SYSMON = """
            {"timestamp":"2026-03-01T10:05:00.000+0000","id":"1.2","manager":{"name":"wazuh-1"},
             "rule":{"level":14,"description":"Mimikatz","id":"92900","groups":["sysmon","windows"],
              "mitre":{"id":["T1003.001"],"tactic":["Credential Access"],"technique":["LSASS Memory"]}},
             "agent":{"id":"003","name":"desk-1","ip":"10.0.0.3"},"decoder":{"name":"windows_eventchannel"},
             "data":{"win":{"system":{"eventID":"3","computer":"desk-1"},"eventdata":{"image":"C:\\\\x\\\\m.exe","user":"CORP\\\\eve",
              "sourceIp":"10.0.0.3","destinationIp":"203.0.113.9","destinationPort":"443","hashes":"SHA1=AA,MD5=BB,SHA256=CC"}}}}""";

    private final AlertFormat format = Bodies.format("wazuh");

    @Test
    void readsAnAlertOfItsRules() {
        var report = report(format, SSH);

        assertThat(report.source()).isEqualTo("wazuh");
        assertThat(report.sourceId()).isEqualTo("worker-2:wazuh-1:1772359500.12345");
        assertThat(report.title()).isEqualTo("sshd: brute force trying to get access to the system.");
        assertThat(report.rule()).isEqualTo("5712");
        assertThat(report.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(report.severityOriginal()).isEqualTo("10");
        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-03-01T10:05:00.123Z"));
        assertThat(report.techniques()).containsExactly("T1110");
        assertThat(report.details().tactics()).containsExactly("Credential Access");
        assertThat(report.observables())
                .containsExactly(
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("PORT", "SOURCE", "50123"),
                        observable("HOST", "TARGET", "pay-db-1"),
                        observable("IP", "TARGET", "192.0.2.10"),
                        observable("USER", "ACTOR", "ann"));
    }

    @Test
    void readsTheEventLogOfWindows() {
        assertThat(report(format, SYSMON).observables())
                .containsExactly(
                        observable("IP", "SOURCE", "10.0.0.3"),
                        observable("IP", "TARGET", "203.0.113.9"),
                        observable("HOST", "TARGET", "desk-1"),
                        observable("IP", "TARGET", "10.0.0.3"),
                        observable("USER", "ACTOR", "CORP\\eve"),
                        observable("HASH", "OTHER", "aa"),
                        observable("HASH", "OTHER", "bb"),
                        observable("HASH", "OTHER", "cc"),
                        observable("PROCESS", "OTHER", "C:\\x\\m.exe"));
    }

    @Test
    void readsWhatTheMonitorOfFilesSaw() {
        var report = report(format, """
                {"timestamp":"2026-03-01T10:05:00.000+0000","id":"1.3","manager":{"name":"m"},"agent":{"id":"003","name":"web-1"},
                 "rule":{"level":7,"description":"Integrity checksum changed.","id":"550","groups":["ossec","syscheck"]},
                 "syscheck":{"path":"/etc/passwd","md5_after":"0A","sha1_after":"0B","sha256_after":"0C",
                  "audit":{"user":{"name":"root"},"process":{"name":"/bin/vi"}}}}""");

        assertThat(report.kind()).isEqualTo(Kind.OTHER);
        assertThat(report.observables())
                .containsExactly(
                        observable("HOST", "TARGET", "web-1"),
                        observable("USER", "ACTOR", "root"),
                        observable("FILE", "TARGET", "/etc/passwd"),
                        observable("HASH", "OTHER", "0c"),
                        observable("HASH", "OTHER", "0b"),
                        observable("HASH", "OTHER", "0a"),
                        observable("PROCESS", "OTHER", "/bin/vi"));
    }

    @Test
    void neverNamesTheManagerAsTheMachineOfWhatItReceivedBySyslog() {
        var report = report(
                format,
                SSH.replace(
                                "\"id\":\"007\",\"name\":\"Pay-DB-1\",\"ip\":\"192.0.2.10\"",
                                "\"id\":\"000\",\"name\":\"wazuh-1\"")
                        .replace("\"hostname\":\"pay-db-1\"", "\"hostname\":\"fw-1\""));

        assertThat(report.observables())
                .contains(observable("HOST", "TARGET", "fw-1"))
                .doesNotContain(observable("HOST", "TARGET", "wazuh-1"));
    }

    @Test
    void takesAPortOffAnAddress() {
        var report = report(format, SSH.replace("\"srcuser\":\"ann\"", "\"dstip\":\"203.0.113.9:8443\""));

        assertThat(report.observables())
                .contains(observable("IP", "TARGET", "203.0.113.9"), observable("PORT", "TARGET", "8443"));
    }

    @Test
    void readsTheDocumentsOfTheIndexer() {
        String hit = "{\"_index\":\"wazuh-alerts-4.x-2026.03.01\",\"_id\":\"x\",\"_source\":" + SSH + "}";

        assertThat(report(format, hit).sourceId()).isEqualTo(report(format, SSH).sourceId());
        assertThat(report(new AlertFormats(Bodies.NOON).any(), hit).source()).isEqualTo("wazuh");
    }

    @ParameterizedTest
    @CsvSource({"0,5", "2,5", "3,21", "6,21", "7,47", "11,47", "12,73", "14,73", "15,99", "16,99", "17,-1", "-1,-1"})
    void ratesEveryLevel(String level, int score) {
        var report = report(format, SSH.replace("\"level\":10", "\"level\":" + level));

        assertThat(report.score()).isEqualTo(score);
        assertThat(report.severityOriginal()).isEqualTo(level);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(errors(format, "{\"rule\":{\"level\":3,\"id\":{}},\"timestamp\":\"1970-01-01T00:00:00.000+0000\"}"))
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(
                        "/rule/id must be a text that is not blank",
                        "/rule/description is missing",
                        "/timestamp lies before 1990; is the clock of the source right?");
    }
}
