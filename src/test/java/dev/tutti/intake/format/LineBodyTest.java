package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.bytes;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.problem;
import static dev.tutti.intake.format.Bodies.refusal;
import static dev.tutti.intake.format.Bodies.reports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertReport;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineBodyTest {

    private static final String CEF = "<13>Jan 18 11:07:53 gate CEF:0|Acme|Gate|1|1|first|5|msg=é";
    private static final String LEEF = "<13>Jan 18 11:07:53 gate LEEF:1.0|Acme|Gate|1|second|sev=5";

    private final AlertFormat cef = Bodies.format("cef");
    private final AlertFormat any = new AlertFormats(Bodies.NOON).any();

    @Test
    void readsOneEventALineAndSaysWhichLineIsBroken() {
        var items = items(cef, bytes(CEF + "\r\n\nnonsense\n" + CEF.replace("first", "third") + "\n"));

        assertThat(items).extracting(Object::getClass).containsExactly(Parsed.class, Broken.class, Parsed.class);
        assertThat(items).extracting(Item::line).containsExactly(1, 3, 4);
        assertThat(((Parsed) items.get(0)).report().raw()).isEqualTo(CEF);
    }

    @Test
    void tellsTheFormatOfEachLineByLooking() {
        assertThat(reports(any, bytes(CEF + "\n" + LEEF + "\n")))
                .extracting(AlertReport::source)
                .containsExactly("cef", "leef");
    }

    @Test
    void aLineOfBrokenUtf8DoesNotCostItsNeighbours() {
        byte[] body = (CEF + "\n" + CEF + "\n").getBytes(StandardCharsets.UTF_8);
        body[CEF.indexOf('é')] = (byte) 0xFF;

        var items = items(cef, body);

        assertThat(problem(items.get(0)).code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(items.get(1)).isInstanceOf(Parsed.class);
    }

    @Test
    void oneLineIsAnsweredAsOne() {
        assertThat(((ParsedBatch) cef.parse(bytes(CEF + "\n"), "text/plain")).single())
                .isTrue();
        assertThat(((ParsedBatch) cef.parse(bytes(CEF + "\n" + CEF), "text/plain")).single())
                .isFalse();
    }

    @Test
    void readsFramesThatAreCountedInOctets() {
        String second = CEF.replace("first", "second\nline");
        String body = bytes(CEF).length + " " + CEF + bytes(second).length + " " + second;

        assertThat(reports(cef, bytes(body))).extracting(AlertReport::title).containsExactly("first", "second\nline");
    }

    @Test
    void readsLinesWhoseFramesAreMiscounted() {
        assertThat(reports(cef, bytes("999 " + CEF + "\n10 " + CEF + "\n"))).hasSize(2);
    }

    @Test
    void refusesABodyThatIsEmptyOrTooLarge() {
        assertThat(refusal(cef, bytes(" \n ")).code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal(cef, bytes((CEF + "\n").repeat(JsonBody.MAX_ITEMS + 1)))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal(cef, new byte[JsonBody.MAX_BODY_BYTES + 1]).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aLineThatIsTooLongIsRefusedAlone() {
        var items = items(cef, bytes(CEF + "x".repeat(JsonBody.MAX_ITEM_BYTES) + "\n" + CEF));

        assertThat(problem(items.get(0)).code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(items.get(1)).isInstanceOf(Parsed.class);
    }
}
