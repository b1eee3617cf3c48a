package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.bytes;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.problem;
import static dev.tutti.intake.format.Bodies.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.problem.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private final AlertFormat format = new TuttiFormat(Bodies.NOON);

    @Test
    void takesOneObjectForOneAlertEvenWhenItIsPrettyPrinted() {
        // Given
        String pretty = Bodies.SCAN.replace("\",\"", "\",\n\n  \"");

        // When
        var batch = (ParsedBatch) format.parse(bytes(pretty), "");

        // Then
        assertThat(batch.single()).isTrue();
        assertThat(batch.items()).singleElement().isInstanceOf(Parsed.class);
    }

    @Test
    void anArrayAndLinesOfTheSameAlertsAreTheSame() {
        // Given
        String other = Bodies.SCAN.replace("1f3a", "1f3b");

        // When
        var array = Bodies.reports(format, bytes(" [" + Bodies.SCAN + " ,\n" + other + "]\n"));
        var lines = Bodies.reports(format, bytes(Bodies.SCAN + "\r\n\r\n" + other + "\r\n"));

        // Then
        assertThat(array).hasSize(2).isEqualTo(lines);
        assertThat(array.get(1).raw()).isEqualTo(other);
    }

    @Test
    void oneLineIsABatchWhenItsSenderSaysLines() {
        var batch = (ParsedBatch) format.parse(bytes(Bodies.SCAN), MediaTypes.LINES);

        assertThat(batch.single()).isFalse();
        assertThat(batch.items()).hasSize(1);
    }

    @Test
    void aBrokenLineDoesNotCostItsNeighbours() {
        var items = items(format, bytes(Bodies.SCAN + "\n{\"source\":\n" + Bodies.SCAN));

        assertThat(items).extracting(Object::getClass).containsExactly(Parsed.class, Broken.class, Parsed.class);
        assertThat(items.get(1).line()).isEqualTo(2);
        assertThat(problem(items.get(1)).detail())
                .isEqualTo("The alert ends in the middle of a JSON value (line 2, column 11)");
    }

    @Test
    void aLineOfBrokenUtf8IsOneBrokenLine() throws Exception {
        // Given
        var body = new ByteArrayOutputStream();
        body.write(bytes(Bodies.SCAN + "\n{\"source\":\""));
        body.write(0xC3);
        body.write(bytes("\"}\n" + Bodies.SCAN));

        // When
        var items = items(format, body.toByteArray());

        // Then
        assertThat(items).extracting(Object::getClass).containsExactly(Parsed.class, Broken.class, Parsed.class);
        assertThat(problem(items.get(1)).detail()).isEqualTo("The alert is not valid UTF-8");
        assertThat(problem(items.get(1)).hint()).contains("not compressed");
    }

    @Test
    void linesWithoutTheirEndsAreToldHowTheyGotLost() {
        var items = items(format, bytes(Bodies.SCAN + Bodies.SCAN));

        assertThat(problem(items.get(0)).detail()).contains("more than one JSON value");
        assertThat(problem(items.get(0)).hint()).contains("--data-binary");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(items(format, bytes("\uFEFF" + Bodies.SCAN))).singleElement().isInstanceOf(Parsed.class);
    }

    @Test
    void anElementThatIsNoObjectIsBrokenAlone() {
        var items = items(format, bytes("[7, [{}], \"x\", null, " + Bodies.SCAN + "]"));

        assertThat(items.subList(0, 4))
                .allSatisfy(item -> assertThat(problem(item).errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.detail()).isEqualTo("must be a JSON object")));
        assertThat(items.get(4)).isInstanceOf(Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}|has a key twice in one object",
                "{\"a\":NaN}|is not valid JSON",
                "{\"a\":Infinity}|is not valid JSON",
                "{\"a\":1} {\"b\":2}|has more than one JSON value",
                "{\"a\":'b'}|is not valid JSON",
                "{\"a\":1,}|is not valid JSON",
                "{\"a\":19E0761280782178}|exceeds a limit",
                "{\"a\":\"\u0001\"}|is not valid JSON"
            })
    void saysWhatIsWrongWithTheJson(String bodyAndReason) {
        String[] parts = bodyAndReason.split("\\|", 2);

        assertThat(problem(items(format, bytes(parts[0])).get(0)).detail()).startsWith("The alert " + parts[1]);
    }

    @Test
    void holdsTheLimitsOfDepthAndLength() {
        for (String body : List.of(
                "{\"a\":".repeat(33) + "1" + "}".repeat(33),
                "{\"a\":\"" + "x".repeat(StrictJson.MAX_STRING + 1) + "\"}",
                "{\"a\":" + "1".repeat(StrictJson.MAX_NUMBER + 1) + "}")) {
            assertThat(problem(items(format, bytes(body)).get(0)).detail()).contains("exceeds a limit");
        }
    }

    @Test
    void anAlertAtTheLimitOfDepthIsTaken() {
        String deep = "{\"a\":".repeat(31) + "1" + "}".repeat(31);

        assertThat(items(format, bytes(Bodies.SCAN.replace("{\"source\"", "{\"x\":" + deep + ",\"source\""))))
                .singleElement()
                .isInstanceOf(Parsed.class);
    }

    @Test
    void aThousandItemsAreTakenAndOneMoreIsNot() {
        String thousand = String.join("\n", Collections.nCopies(1_000, "{}"));

        assertThat(items(format, bytes(thousand))).hasSize(1_000);
        assertThat(refusal(format, bytes(thousand + "\n{}")).code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal(format, bytes("[" + thousand.replace("\n", ",") + ",{}]"))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void anItemOverAMebibyteIsRefusedWithoutItsNeighbours() {
        // Given
        String large = "{\"a\":[" + "\"x\",".repeat(300_000) + "1]}";

        // When
        var items = items(format, bytes("[" + large + "," + Bodies.SCAN + "]"));

        // Then
        assertThat(problem(items.get(0)).code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(items.get(1)).isInstanceOf(Parsed.class);
        assertThat(refusal(format, bytes(large)).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aBodyOverSixteenMebibytesIsNotLookedAt() {
        assertThat(refusal(format, new byte[JsonBody.MAX_BODY_BYTES + 1]).code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t\n", "[{}", "[{}] {}", "[{},]", "[{\"a\":}]"})
    void saysThatABodyCannotBeRead(String body) {
        assertThat(refusal(format, bytes(body)).code()).isEqualTo(ErrorCode.MALFORMED);
    }
}
