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

class LeefDialectTest {

    private static final String HEADER = "LEEF:1.0|Acme|Gate|1.0|Login|";

    private final AlertFormat format = Bodies.format("leef");

    private AlertReport event(String... attributes) {
        return report(format, HEADER + String.join("\t", attributes));
    }

    @Test
    void readsHeaderAndAttributes() {
        AlertReport report = event("cat=brute force", "sev=9", "usrName=joe", "externalId=17");

        assertThat(report.source()).isEqualTo("leef");
        assertThat(report.title()).isEqualTo("Login: brute force");
        assertThat(report.rule()).isEqualTo("Login");
        assertThat(report.details().ruleName()).isEqualTo("brute force");
        assertThat(report.details().product()).isEqualTo("Acme Gate");
        assertThat(report.kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(report.sourceId()).isEqualTo("17");
    }

    @Test
    void readsEveryObservableOfTheDictionary() {
        assertThat(event(
                                "src=198.51.100.7",
                                "dst=10.0.0.5",
                                "srcPort=81",
                                "dstPort=21",
                                "srcMAC=00:11:22:aa:bb:cc",
                                "dstMAC=00:11:22:aa:bb:dd",
                                "usrName=joe",
                                "accountName=svc",
                                "identSrc=10.0.0.6",
                                "identHostName=WS-1",
                                "url=http://bad.example/x?a=1",
                                "domain=corp.example",
                                "srcPostNAT=203.0.113.9",
                                "dstPreNAT=0.0.0.0")
                        .observables())
                .containsExactlyInAnyOrder(
                        observable("IP", "SOURCE", "198.51.100.7"),
                        observable("IP", "TARGET", "10.0.0.5"),
                        observable("PORT", "SOURCE", "81"),
                        observable("PORT", "TARGET", "21"),
                        observable("MAC", "SOURCE", "00:11:22:aa:bb:cc"),
                        observable("MAC", "TARGET", "00:11:22:aa:bb:dd"),
                        observable("USER", "OTHER", "joe"),
                        observable("USER", "OTHER", "svc"),
                        observable("IP", "OTHER", "10.0.0.6"),
                        observable("HOST", "OTHER", "ws-1"),
                        observable("URL", "OTHER", "http://bad.example/x?a=1"),
                        observable("DOMAIN", "OTHER", "corp.example"),
                        observable("IP", "OTHER", "203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEEF:1.0|A|B|1|E|src=198.51.100.7\tmsg=a b",
                "LEEF:2.0|A|B|1|E|src=198.51.100.7\tmsg=a b",
                "LEEF:2.0|A|B|1|E||src=198.51.100.7\tmsg=a b",
                "LEEF:2.0|A|B|1|E|\t|src=198.51.100.7\tmsg=a b",
                "LEEF:2.0|A|B|1|E|^|src=198.51.100.7^msg=a b",
                "LEEF:2.0|A|B|1|E|0x5E|src=198.51.100.7^msg=a b",
                "LEEF:2.0|A|B|1|E|x5e|src=198.51.100.7^msg=a b",
                "LEEF:2.0|A|B|1|E|0x09|src=198.51.100.7\tmsg=a b",
                "LEEF:2.0|A|B|1|E|0xa6|src=198.51.100.7\u00a6msg=a b",
                "LEEF:2.0|A|B|1|E| |src=198.51.100.7 msg=a",
                "LEEF:1.0|A|B|1|E|src=198.51.100.7|msg=a b",
                "LEEF:1.0|A|B|1|E|src=198.51.100.7 msg=a b",
                "LEEF:1.0|A|B|1|E|src=198.51.100.7#011msg=a b",
                "LEEF:1.0|A|B|1|E|src=198.51.100.7<009>msg=a b",
                "LEEF:1.0|A|B|1|E|src=198.51.100.7\\tmsg=a b"
            })
    void findsTheDelimiter(String line) {
        assertThat(report(format, line).observables()).containsExactly(observable("IP", "SOURCE", "198.51.100.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, INFO, 0",
        "1, LOW, 10",
        "3, LOW, 30",
        "4, MEDIUM, 40",
        "6, MEDIUM, 60",
        "7, HIGH, 70",
        "8, HIGH, 80",
        "9, CRITICAL, 90",
        "10, CRITICAL, 100",
        "High, HIGH, 73",
        "11, UNKNOWN, -1",
        "odd, UNKNOWN, -1"
    })
    void rates(String said, Severity severity, int score) {
        AlertReport report = event("sev=" + said);

        assertThat(report.severity()).isEqualTo(severity);
        assertThat(report.score()).isEqualTo(score);
        assertThat(report.severityOriginal()).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1772359500000;epoch",
                "1772359500;''",
                "Mar 01 2026 10:05:00;MMM dd yyyy HH:mm:ss",
                "Mar 01 2026 10:05:00.000;MMM dd yyyy HH:mm:ss.SSS",
                "Mar 01 2026 11:05:00 CET;MMM dd yyyy HH:mm:ss zzz",
                "Mar 01 10:05:00;MMM dd yyyy HH:mm:ss",
                "2026-03-01T11:05:00.000+0100;yyyy-MM-dd'T'HH:mm:ss.SSSZ",
                "01/03/2026 10:05:00;dd/MM/yyyy HH:mm:ss",
                "2026/03/01 10:05:00;''",
                "2026-03-01 10:05:00;a pattern that is none"
            })
    void readsTheTimeAfterItsFormat(String time, String pattern) {
        assertThat(event("devTime=" + time, "devTimeFormat=" + pattern).observedAt())
                .isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
    }

    @Test
    void namesThePartsOfTheHeaderThatAreMissing() {
        assertThat(errors(format, "LEEF:1.0|Acme|Gate"))
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(
                        "line:productVersion is missing: an event begins LEEF:1.0|Vendor|Product|Version|EventID|",
                        "line:eventId is missing: an event begins LEEF:1.0|Vendor|Product|Version|EventID|");
        assertThat(errors(format, "LEEF:1.0|Acme|Gate|1||src=1.2.3.4"))
                .extracting(error -> error.pointer())
                .containsExactly("line:eventId");
    }
}
