package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map.Entry;
import java.util.Optional;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes the canonical form (RFC 8785) of a tree that was read. To print it for {@code JsonCanonicalizer} to read again
 * was two fifths of what an alert costs to parse. On the way it finds out whether the form says all that the tree says.
 */
final class CanonicalJson {

    /** Fifteen digits survive a double in either direction. */
    private static final int SAFE_DIGITS = 15;

    private static final int SAFE_EXPONENT = 300;
    private static final BigDecimal SAFE_INTEGER = BigDecimal.valueOf(1L << 53);

    private final StringBuilder text = new StringBuilder(1_024);
    private boolean interoperable = true;

    private CanonicalJson() {}

    /** Empty when the tree is no I-JSON: a number is none of IEEE's doubles, or half a surrogate pair is in a text. */
    static Optional<String> of(JsonNode tree) {
        var json = new CanonicalJson();
        json.write(tree);
        return json.interoperable ? Optional.of(json.text.toString()) : Optional.empty();
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            members(node);
        } else if (node.isArray()) {
            elements(node);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else if (node.isNumber()) {
            number(node);
        } else {
            text.append(node.asText());
        }
    }

    /** In the order of the UTF-16 units of their names, which is that of Java's strings. */
    private void members(JsonNode object) {
        var members = new ArrayList<>(object.properties());
        members.sort(Entry.comparingByKey());
        text.append('{');
        String separator = "";
        for (var member : members) {
            text.append(separator);
            string(member.getKey());
            text.append(':');
            write(member.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void elements(JsonNode array) {
        text.append('[');
        String separator = "";
        for (JsonNode element : array) {
            text.append(separator);
            write(element);
            separator = ",";
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        int plain = 0;
        while (plain < value.length() && isPlain(value.charAt(plain))) {
            plain++;
        }
        if (plain == value.length()) {
            text.append(value);
        } else {
            interoperable &= Text.isWellFormed(value);
            value.chars().forEach(c -> character((char) c));
        }
        text.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (c < ' ') {
                    text.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                } else {
                    text.append(c);
                }
            }
        }
    }

    private void number(JsonNode number) {
        if (!survivesADouble(number.decimalValue())) {
            interoperable = false;
            return;
        }
        try {
            text.append(NumberToJSON.serializeNumber(number.doubleValue()));
        } catch (IOException e) {
            throw new IllegalStateException("a number within bounds is finite", e);
        }
    }

    private static boolean survivesADouble(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long exponent = (long) stripped.precision() - stripped.scale();
        if (exponent > SAFE_EXPONENT || exponent < -SAFE_EXPONENT) {
            return false;
        }
        return stripped.precision() <= SAFE_DIGITS
                || (stripped.scale() <= 0 && stripped.abs().compareTo(SAFE_INTEGER) <= 0);
    }
}
