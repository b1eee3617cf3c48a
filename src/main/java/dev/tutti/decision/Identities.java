package dev.tutti.decision;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.TallyDeclaration;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Identities that are the same in every replay: SHA-256 over the parts, each preceded by its length, written as a UUID of
 * version 8 (RFC 9562, section 5.8). What is hashed begins with the kind of thing, so that no two kinds share an identity.
 */
public final class Identities {

    private Identities() {}

    /** Equal for proposals of the same thing; SHA-256 in hexadecimal. Parameters count in sorted order. */
    public static String sameness(String tenant, String capability, String target, List<Parameter> parameters) {
        List<String> parts = new ArrayList<>(List.of("sameness", tenant, capability, target));
        parameters.stream().sorted().forEach(parameter -> {
            parts.add(parameter.name());
            parts.add(parameter.value());
        });
        return HexFormat.of().formatHex(hash(parts));
    }

    /** An action, by the input that opened it; also its idempotency key. */
    public static String action(String partition, long openingSequence, String sameness) {
        return uuid(List.of("action", partition, Long.toString(openingSequence), sameness));
    }

    /** A firing of a rule; the order of the facts, which is that of the rule's patterns, counts. */
    public static String firing(String partition, long sequence, String rule, List<String> factIds) {
        List<String> parts = new ArrayList<>(List.of("firing", partition, Long.toString(sequence), rule));
        parts.addAll(factIds);
        return uuid(parts);
    }

    /** A finding, by the input that opened it. */
    public static String finding(String partition, long openingSequence, String factId) {
        return uuid(List.of("finding", partition, Long.toString(openingSequence), factId));
    }

    /** An alert, by what its source sent: the same report again has the same id. */
    public static String alert(AlertReport report) {
        return alert(report.tenant(), report.source(), report.sourceId(), report.digest());
    }

    /** The same of a report that is not at hand. */
    public static String alert(String tenant, String source, String sourceId, String digest) {
        return uuid(List.of("alert", tenant, source, sourceId, digest));
    }

    /** What a tally counts, name excluded; a tally that is declared otherwise counts anew. SHA-256 in hexadecimal. */
    public static String declaration(TallyDeclaration tally) {
        List<String> parts = new ArrayList<>(List.of("tally", tally.window().toString()));
        parts.add(tally.counts().kind().map(Enum::name).orElse(""));
        parts.add(tally.counts().minSeverity().name());
        parts.add(tally.counts().source());
        parts.add(tally.counts().rule());
        parts.add(tally.counts().technique());
        parts.add(tally.distinct().map(AlertComponent::word).orElse(""));
        tally.parts().forEach(part -> parts.add(part.word()));
        return HexFormat.of().formatHex(hash(parts));
    }

    /** The key of a tally, tenant included. */
    public static String tallyKey(List<String> key) {
        List<String> parts = new ArrayList<>(List.of("tally-key"));
        parts.addAll(key);
        return uuid(parts);
    }

    /** A distinct value that a tally counts; two that share a number are counted as one. */
    public static long tallyValue(String value) {
        return ByteBuffer.wrap(hash(List.of("tally-value", value))).getLong();
    }

    /** Which of so many equal parts these values belong to: the first 63 bits of their hash, modulo the number of parts. */
    public static int share(List<String> values, int parts) {
        List<String> hashed = new ArrayList<>(List.of("share"));
        hashed.addAll(values);
        return Math.toIntExact((ByteBuffer.wrap(hash(hashed)).getLong() >>> 1) % parts);
    }

    private static String uuid(List<String> parts) {
        ByteBuffer hash = ByteBuffer.wrap(hash(parts));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low).toString();
    }

    private static byte[] hash(List<String> parts) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (String part : parts) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
