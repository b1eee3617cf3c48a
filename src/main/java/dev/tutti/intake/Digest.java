package dev.tutti.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * SHA-256 in hexadecimal of an object's canonical form (RFC 8785), so that white space and the order of keys make no
 * difference.
 *
 * <p>RFC 8785 takes numbers for IEEE doubles and knows no lone surrogates (its section 3.1 asks for I-JSON). Two alerts
 * that differ only beyond that would have one digest, and the second would be lost as a duplicate of the first; for such
 * an object the sorted form with exact numbers is taken instead.
 */
final class Digest {

    /** Fifteen digits survive a double in either direction. */
    private static final int SAFE_DIGITS = 15;

    private static final int SAFE_EXPONENT = 300;
    private static final BigDecimal SAFE_INTEGER = BigDecimal.valueOf(1L << 53);

    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    private Digest() {}

    static String of(ObjectNode object) {
        try {
            return of(isInteroperable(object) ? canonical(object) : SORTED.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] canonical(ObjectNode object) throws JsonProcessingException {
        try {
            return new JsonCanonicalizer(object.toString()).getEncodedString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return SORTED.writeValueAsBytes(object);
        }
    }

    private static boolean isInteroperable(JsonNode node) {
        if (node.isNumber()) {
            return survivesADouble(node.decimalValue());
        }
        if (node.isTextual()) {
            return Text.isWellFormed(node.textValue());
        }
        for (var field : node.properties()) {
            if (!Text.isWellFormed(field.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isInteroperable(child)) {
                return false;
            }
        }
        return true;
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
