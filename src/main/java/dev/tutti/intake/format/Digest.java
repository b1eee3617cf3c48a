package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 in hexadecimal, of bytes or of an object's canonical form (RFC 8785), so that white space and the order of keys make no
 * difference.
 *
 * <p>RFC 8785 takes numbers for IEEE doubles and knows no lone surrogates (its section 3.1 asks for I-JSON). Two alerts
 * that differ only beyond that would have one digest, and the second would be lost as a duplicate of the first; for such
 * an object the sorted form with exact numbers is taken instead.
 */
public final class Digest {

    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    private Digest() {}

    static String of(ObjectNode object) {
        return of(CanonicalJson.of(object)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> exact(object)));
    }

    /** Of the bytes as they are. */
    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] exact(ObjectNode object) {
        try {
            return SORTED.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}
