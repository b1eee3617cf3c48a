package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.observable;
import static dev.tutti.intake.format.Bodies.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CefDialectTest {

    private static final String HEADER = "CEF:0|Acme|Gate|1.0|4711|port scan seen|7|";

    private final AlertFormat format = Bodies.format("cef");

    private AlertReport event(String extension) {
        return report(format, HEADER + extension);
    }

    @Test
    void readsTheHeader() {
        AlertReport report = event("src=198.51.100.7");

        assertThat(report.source()).isEqualTo("cef");
        assertThat(report.title()).isEqualTo("port scan seen");
        assertThat(report.rule()).isEqualTo("4711");
        assertThat(report.details().ruleName()).isEqualTo("port scan seen");
        assertThat(report.details().product()).isEqualTo("Acme Gate");
        assertThat(report.kind()).isEqualTo(Kind.SCAN);
        assertThat(report.mappingVersion()).isEqualTo("words-1");
    }

    @Test
    void unescapesBarsAndBackslashesInTheHeader() {
        AlertReport report = report(format, "CEF:1|Ac\\\\me|Ga\\|te|1|a\\|b|C:\\\\x \\| y|3|");

        assertThat(report.details().product()).isEqualTo("Ac\\me Ga|te");
        assertThat(report.rule()).isEqualTo("a|b");
        assertThat(report.title()).isEqualTo("C:\\x | y");
    }

    @Test
    void namesThePartsOfTheHeaderThatAreMissing() {
        assertThat(errors(format, "CEF:0|Acme|Gate|1.0|4711"))
                .extracting(error -> error.pointer())
                .containsExactly("line:name", "line:severity");
        assertThat(errors(format, "CEF:0|Acme|Gate|1.0|4711|src=1.2.3.4 dst=5.6.7.8"))
                .extracting(error -> error.pointer())
                .containsExactly("line:severity");
        assertThat(errors(format, "CEF:0|Acme|Gate|1.0|4711|a scan|src=1.2.3.4 dst=5.6.7.8"))
                .extracting(error -> error.pointer() + " " + error.detail())
                .singleElement()
                .asString()
                .startsWith("line:severity is missing: an event begins CEF:0|");
        assertThat(errors(format, "CEF:0|Acme|Gate|1.0|||5|src=1.2.3.4"))
                .extracting(error -> error.pointer())
                .containsExactly("line:name");
        assertThat(errors(format, "no event at all"))
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly("line:version is missing: there is no CEF: with a version and a bar after it");
        assertThat(errors(format, "CEF:0x|a|b|c|d|e|5|"))
                .extracting(error -> error.pointer())
                .containsExactly("line:version");
    }

    @Test
    void takesASeverityThatNoBarCloses() {
        assertThat(report(format, "CEF:0|Acme|Gate|1.0|4711|seen|Very-High").severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource({
        "0, INFO, 0",
        "1, LOW, 10",
        "2, LOW, 20",
        "3, LOW, 30",
        "4, MEDIUM, 40",
        "5, MEDIUM, 50",
        "6, MEDIUM, 60",
        "7, HIGH, 70",
        "8, HIGH, 80",
        "9, CRITICAL, 90",
        "10, CRITICAL, 100",
        "Low, LOW, 21",
        "Medium, MEDIUM, 47",
        "High, HIGH, 73",
        "Very-High, CRITICAL, 99",
        "MAJOR, HIGH, 73",
        "-1, UNKNOWN, -1",
        "25, UNKNOWN, -1",
        "40, UNKNOWN, -1",
        "Unknown, UNKNOWN, -1",
        "None, UNKNOWN, -1",
        "Log, UNKNOWN, -1",
        "$severity, UNKNOWN, -1"
    })
    void rates(String said, Severity severity, int score) {
        AlertReport report = report(format, "CEF:0|Acme|Gate|1.0|4711|seen|" + said + "|src=1.2.3.4");

        assertThat(report.severity()).isEqualTo(severity);
        assertThat(report.score()).isEqualTo(score);
        assertThat(report.severityOriginal()).isEqualTo(said);
    }

    @Test
    void readsEveryObservableOfTheDictionary() {
        assertThat(event("src=198.51.100.7 spt=4000 smac=00:11:22:AA:BB:CC shost=outer.example suser=eve "
                                + "sourceDnsDomain=outer.example sproc=curl dst=10.0.0.5 dpt=443 dmac=00:11:22:aa:bb:dd "
                                + "dhost=PAY-DB-1 duser=CORP\\joe dproc=sshd dvc=10.9.9.9 dvchost=gate-1 "
                                + "request=http://bad.example/x?a\\=1 fname=x.exe filePath=D:\\new\\x.exe "
                                + "fileHash=D41D8CD98F00B204E9800998ECF8427E sourceTranslatedAddress=203.0.113.9")
                        .observables())
                .containsExactly(
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("IP", "TARGET", "10.0.0.5"),
                        observable("HOST", "TARGET", "pay-db-1"),
                        observable("HOST", "SOURCE", "outer.example"),
                        observable("USER", "TARGET", "CORP\\joe"),
                        observable("USER", "SOURCE", "eve"),
                        observable("PORT", "SOURCE", "4000"),
                        observable("PORT", "TARGET", "443"),
                        observable("MAC", "SOURCE", "00:11:22:aa:bb:cc"),
                        observable("MAC", "TARGET", "00:11:22:aa:bb:dd"),
                        observable("DOMAIN", "SOURCE", "outer.example"),
                        observable("URL", "OTHER", "http://bad.example/x?a=1"),
                        observable("HASH", "OTHER", "d41d8cd98f00b204e9800998ecf8427e"),
                        observable("FILE", "OTHER", "D:\\new\\x.exe"),
                        observable("FILE", "OTHER", "x.exe"),
                        observable("PROCESS", "SOURCE", "curl"),
                        observable("PROCESS", "TARGET", "sshd"),
                        observable("IP", "OTHER", "203.0.113.9"),
                        observable("IP", "OTHER", "10.9.9.9"));
    }

    @Test
    void takesTheDeviceForTheMachineOnlyWhereNoOtherIsNamed() {
        assertThat(event("dvchost=pay-db-1 msg=agent says").observables())
                .containsExactly(observable("HOST", "OTHER", "pay-db-1"));
        assertThat(event("src=198.51.100.7 dvchost=gate-1").observables())
                .containsExactly(observable("IP", "SOURCE", "198.51.100.7"));
    }

    @Test
    void readsNothingFromWhatDevicesWriteForNobody() {
        assertThat(event("src=0.0.0.0 dst=:: duser=n/a suser=- dhost=none fname=N/A")
                        .observables())
                .isEmpty();
    }

    @Test
    void readsCustomStringsByTheirLabels() {
        AlertReport report = event("cs1=T1498-Network Denial of Service cs1Label=Mitre ATT&CK Techniques "
                + "cs2=TA0040-Impact, Discovery cs2Label=MITRE Tactics cs3=https://console.example/a/1 cs3Label=Alert Link "
                + "cs4=172.65.203.203 cs4Label=cncHost cs5=bad.example cs5Label=C2 domain "
                + "cs6=DA39A3EE5E6B4B0D3255BFEF95601890AFD80709 cs6Label=File SHA1 "
                + "c6a2=2001:DB8::1 c6a2Label=Source IPv6 Address c6a3=2001:db8::2 c6a3Label=Destination IPv6 Address "
                + "cn1=85 cn1Label=Confidence flexString1=https://evil.example/x flexString1Label=Malicious URL "
                + "cs7=11.0.0.0 cs7Label=Product Version cs8=from 10.0.0.1 cs8Label=Description "
                + "containerId=4f2a email=eve@outer.example");

        assertThat(report.techniques()).containsExactly("T1498");
        assertThat(report.details().tactics()).containsExactly("Discovery", "Impact");
        assertThat(report.details().links()).containsExactly("https://console.example/a/1");
        assertThat(report.details().confidence()).isEqualTo(85);
        assertThat(report.observables())
                .containsExactlyInAnyOrder(
                        observable("IP", "OTHER", "172.65.203.203"),
                        observable("DOMAIN", "OTHER", "bad.example"),
                        observable("HASH", "OTHER", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
                        observable("IP", "SOURCE", "2001:db8::1"),
                        observable("IP", "TARGET", "2001:db8::2"),
                        observable("URL", "OTHER", "https://evil.example/x"),
                        observable("CONTAINER", "OTHER", "4f2a"),
                        observable("EMAIL", "OTHER", "eve@outer.example"));
    }

    @Test
    void readsTheFullNamesOfKeys() {
        assertThat(event("sourceAddress=198.51.100.7 destinationHostName=pay-db-1 deviceReceiptTime=1772359500000")
                        .observables())
                .containsExactly(observable("IP", "SOURCE", "198.51.100.7"), observable("HOST", "TARGET", "pay-db-1"));
    }

    @Test
    void aMailGatewaysUsersAreAddresses() {
        assertThat(event("suser=<eve@outer.example> duser=ann@corp.example;bob@corp.example")
                        .observables())
                .containsExactly(
                        observable("EMAIL", "TARGET", "ann@corp.example"),
                        observable("EMAIL", "TARGET", "bob@corp.example"),
                        observable("USER", "SOURCE", "<eve@outer.example>"),
                        observable("EMAIL", "SOURCE", "eve@outer.example"));
    }

    @Test
    void keepsWhatIsNoPairWithinTheValueBeforeIt() {
        assertThat(event("dproc=a b = c \\= d sproc=e=f fname=x\\\\y").observables())
                .containsExactly(
                        observable("FILE", "OTHER", "x\\y"),
                        observable("PROCESS", "SOURCE", "e=f"),
                        observable("PROCESS", "TARGET", "a b = c = d"));
    }

    @Test
    void takesTheDevicesTimeBeforeThatOfTheRelay() {
        String header = "<13>Jan 18 11:07:53 relay ";

        assertThat(report(format, header + HEADER + "rt=1772359500000 start=1").observedAt())
                .isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(report(format, header + HEADER + "rt=x end=Feb 28 2026 23:00:00")
                        .observedAt())
                .isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(report(format, header + HEADER + "start=2026-02-28T23:00:00+01:00")
                        .observedAt())
                .isEqualTo(Instant.parse("2026-02-28T22:00:00Z"));
        assertThat(report(format, header + HEADER + "rt=Jan 01 1970 00:00:00").observedAt())
                .isEqualTo(Instant.parse("2026-01-18T11:07:53Z"));
        assertThat(event("src=1.2.3.4").observedAt()).isEqualTo(Bodies.NOON.instant());
    }

    @Test
    void readsATimeWithoutAZoneInTheZoneOfTheDevice() {
        assertThat(event("rt=Feb 28 2026 23:00:00 dtz=Europe/Berlin").observedAt())
                .isEqualTo(Instant.parse("2026-02-28T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<134>Jan 18 11:07:53 host ",
                "<134> Jan 18 11:07:53 host ",
                "Jan 18 11:07:53 host ",
                "<134>Jan 18 2026 11:07:53 host ",
                "<134>1 2026-01-18T11:07:53Z host app 1 ID1 - ",
                "<134>1 2026-01-18T12:07:53.000+01:00 host app 1 ID1 [x@1 y=\"z\"] \uFEFF",
                "<134> 2026-01-18T11:07:53ZZ host ",
                "2026-01-18T11:07:53 host ",
                "<134>janv. 18 11:07:53 host tag[1]: "
            })
    void readsTheTimeOfASyslogHeader(String header) {
        AlertReport report = report(format, header + HEADER + "src=1.2.3.4");

        assertThat(report.observedAt()).isEqualTo(Instant.parse("2026-01-18T11:07:53Z"));
        assertThat(report.raw()).isEqualTo(header + HEADER + "src=1.2.3.4");
    }

    @Test
    void aRelaysOtherHeaderMakesNoOtherAlert() {
        AlertReport direct = report(format, "<134>Jan 18 11:07:53 gate-1 " + HEADER + "src=1.2.3.4");
        AlertReport relayed = report(format, "<14>1 2026-01-18T11:07:53.012Z relay - - - - " + HEADER + "src=1.2.3.4");

        assertThat(relayed.digest()).isEqualTo(direct.digest());
        assertThat(relayed.sourceId()).isEqualTo(direct.sourceId());
    }

    @Test
    void theSameWordsAtAnotherTimeAreAnotherAlert() {
        AlertReport first = report(format, "<134>Jan 18 11:07:53 gate-1 " + HEADER + "src=1.2.3.4");
        AlertReport second = report(format, "<134>Jan 18 11:08:53 gate-1 " + HEADER + "src=1.2.3.4");

        assertThat(second.sourceId()).isNotEqualTo(first.sourceId());
    }

    @Test
    void takesTheIdOfTheDevice() {
        assertThat(event("externalId=1590500 eventId=9").sourceId()).isEqualTo("1590500");
        assertThat(event("eventId=9").sourceId()).isEqualTo("9");
    }

    @Test
    void readsALineWithinTheObjectOfAShipper() {
        String line = HEADER.replace("|7|", "|7|src=198.51.100.7 msg=a \\\\\\\"b\\\\\\\"");
        var any = new AlertFormats(Bodies.NOON).any();

        for (String body : new String[] {
            "{\"message\":\"" + line + "\",\"host\":\"x\"}",
            "{\"event\":\"" + line + "\"}",
            "{\"event\":{\"original\":\"" + line + "\"}}",
            "{\"event.original\":\"" + line + "\"}",
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"x\",\"datacontenttype\":\"text/plain\",\"data\":\""
                    + line + "\"}"
        }) {
            AlertReport report = report(any, body);
            assertThat(report.source()).isEqualTo("cef");
            assertThat(report.digest()).isEqualTo(report(format, body).digest());
            assertThat(report.raw()).isEqualTo(body);
            assertThat(report.observables()).contains(observable("IP", "SOURCE", "198.51.100.7"));
        }
        assertThat(report(any, Bodies.SCAN.replaceFirst("\\{", "{\"message\":\"" + HEADER + "\","))
                        .source())
                .isEqualTo("nids");
        assertThat(errors(format, "{\"message\":\"hello\"}"))
                .extracting(error -> error.pointer())
                .containsExactly("/message");
    }
}
