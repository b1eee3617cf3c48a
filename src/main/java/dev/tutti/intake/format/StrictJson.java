package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value as RFC 8259 and I-JSON (RFC 7493) would have it, within limits, and says where it is wrong. */
final class StrictJson {

    static final int MAX_DEPTH = 32;
    /** Half of what an alert may have: sensors put whole payloads into one text, and SNS a whole finding. */
    static final int MAX_STRING = 512 * 1024;

    static final int MAX_NUMBER = 40;

    /** Far beyond any double. At the ends of what BigDecimal takes, arithmetic overflows, or writes gigabytes of zeros. */
    static final int MAX_EXPONENT = 1_000;

    /** Jackson bounds the digits of a number and not its exponent. */
    private static final JsonNodeFactory NUMBERS = new JsonNodeFactory() {

        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
                throw new NumberFormatException("exponent");
            }
            return super.numberNode(number);
        }
    };

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(NUMBERS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    static JsonNode read(String text) throws JsonProcessingException {
        try {
            return READER.readValue(text);
        } catch (NumberFormatException e) {
            // Of Jackson for an exponent that no number of Java's has, of ours for one that nobody means.
            throw new StreamConstraintsException("a number is out of range");
        }
    }

    static String decode(byte[] bytes, int from, int to) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
    }

    /**
     * In our words: Jackson's own quote the payload and name its classes.
     *
     * @param line where in the body the text was one line, 0 where it was all of it
     */
    static String complaint(JsonProcessingException e, int line) {
        return reason(e) + place(e.getLocation(), line);
    }

    /** What to do about it; {@code ""} where its place says enough. */
    static String hint(JsonProcessingException e) {
        return hasMore(e)
                ? "Send an array, or one object a line; curl needs --data-binary, since -d takes the ends of lines away"
                : "";
    }

    private static boolean hasMore(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).startsWith("Trailing token");
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "exceeds a limit: nesting at most " + MAX_DEPTH + " deep, a string at most " + MAX_STRING
                    + " characters, a number at most " + MAX_NUMBER + " digits, and no exponent beyond reason";
        }
        if (e instanceof JsonEOFException) {
            return "ends in the middle of a JSON value";
        }
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate ")) {
            return "has a key twice in one object";
        }
        return hasMore(e) ? "has more than one JSON value" : "is not valid JSON";
    }

    private static String place(@Nullable JsonLocation place, int line) {
        return place == null || place.getLineNr() < 1
                ? ""
                : " (line " + (line > 0 ? line : place.getLineNr()) + ", column " + place.getColumnNr() + ")";
    }
}
