package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.bytes;
import static dev.tutti.intake.format.Bodies.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.problem.ErrorCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that somebody made to cost as much as they can. Each would take minutes or gigabytes without its bound. */
class WorstCasesTest {

    /** A guard against a test that does not end: it takes less than a second, or much longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MEGABYTE = 1_000_000;

    /** A hundred paths lead through the list, so what they may look at is bounded and not only what they find. */
    @ParameterizedTest
    @CsvSource({"4000,RESOLVED", "5000,OPEN"})
    void aListIsNotLookedThroughToItsEnd(int empty, AlertStatus status) {
        String list = "{},".repeat(empty) + "{\"archived\":true}";

        AlertReport report = Bodies.report(
                Bodies.format("guardduty"),
                "{\"schemaVersion\":\"2.0\",\"id\":\"i\",\"type\":\"t\",\"title\":\"x\","
                        + "\"updatedAt\":\"2026-03-01T08:00:00Z\",\"severity\":5,\"service\":[" + list + "]}");

        assertThat(report.details().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"alertmanager,alerts", "elastic,alerts", "guardduty,findings", "splunk,results", "defender,value"})
    void anEnvelopeOfTooManyAlertsIsNotCopiedForEachOfThem(String format, String list) {
        // Given: an envelope that is kept with each, 330,000 times sixteen KiB
        String body = "{\"pad\":\"" + "p".repeat(16_000) + "\",\"" + list + "\":["
                + String.join(",", Collections.nCopies(MEGABYTE / 3, "{}")) + "]}";

        // When
        List<Item> items = assertTimeoutPreemptively(PATIENCE, () -> items(Bodies.format(format), bytes(body)));

        // Then
        assertThat(items)
                .singleElement()
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.problem().code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CEF:0|V|P|1|E|N|5|cat=@",
                "CEF:0|V|P|1|E|N|@|",
                "CEF:0|V|P|1|@|N|5|",
                "CEF:0|V|P|1|E|N|5|dtz=@ rt=1"
            })
    void lettersThatBecomeTwoAreNoQuadraticWork(String line) {
        // Given
        String text = line.replace("@", "\u0130\u0149".repeat(MEGABYTE / 4));

        // When
        List<Item> items = assertTimeoutPreemptively(PATIENCE, () -> items(Bodies.format("cef"), bytes(text)));

        // Then
        assertThat(items).singleElement().isInstanceOf(Parsed.class);
    }

    @Test
    void lettersThatBecomeTwoDoNotHinderLooking() {
        // Given
        String text = "\u0130".repeat(MEGABYTE / 4);
        String alert =
                Bodies.SCAN.replaceFirst("\\{", "{\"@odata.context\":\"%s\",\"id\":\"%s\",".formatted(text, text));

        // When
        List<Item> items =
                assertTimeoutPreemptively(PATIENCE, () -> items(new AlertFormats(Bodies.NOON).any(), bytes(alert)));

        // Then
        assertThat(items).singleElement().isInstanceOf(Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[z]", "[v]", "[zzzz]"})
    void aPatternOfTheSenderGathersNoNamesOfZones(String part) {
        // Given: a pattern for each line, none of which fits
        String pattern = part.repeat(64 / part.length());
        var lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append("LEEF:1.0|V|P|1|E|n=")
                    .append(i)
                    .append("\tdevTime=x\tdevTimeFormat=")
                    .append(pattern)
                    .append('\n');
        }

        // When
        List<Item> items =
                assertTimeoutPreemptively(PATIENCE, () -> items(Bodies.format("leef"), bytes(lines.toString())));

        // Then
        assertThat(items).hasSize(1_000).allMatch(Parsed.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483647", "100e2147483647", "-1e2147483647", "1e999999999", "1e-999999999", "1e1001"})
    void aNumberThatNobodyMeansIsRefusedWhereverItStands(String number) {
        for (String format : List.of("tutti", "splunk", "guardduty", "alertmanager")) {
            assertThat(items(
                            Bodies.format(format),
                            bytes("{\"severity\":%1$s,\"_time\":%1$s,\"updatedAt\":%1$s,\"startsAt\":%1$s}"
                                    .formatted(number))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Broken.class,
                            broken -> assertThat(broken.problem().code()).isEqualTo(ErrorCode.MALFORMED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "score,1.8446744073709551666e19",
        "score,1e400",
        "confidence,1.8446744073709551666e19",
        "confidence,1e400"
    })
    void aPercentageIsNotWhatIsLeftOfALargerNumber(String member, String number) {
        String alert = Bodies.SCAN.replaceFirst("\\{", "{\"%s\":%s,".formatted(member, number));

        assertThat(Bodies.complaints(Bodies.format("tutti"), alert))
                .containsExactly("/" + member + " must have a maximum value of 100");
    }
}
