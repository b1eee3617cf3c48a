package dev.tutti.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The place at which a page ended, opaque to callers: a position and a check over it, the listing and its filters. The
 * check is no secret; it catches a cursor that was cut, mended by hand or taken to another question.
 */
final class Cursor {

    private static final int CHECK_BYTES = 8;

    private final String question;

    Cursor(String listing, Map<String, String> filters) {
        this.question = listing + new TreeMap<>(filters);
    }

    String at(long position) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + CHECK_BYTES);
        bytes.putLong(position).put(check(position));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty when this is no cursor of this question. */
    OptionalLong position(String given) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(given);
            if (bytes.length == Long.BYTES + CHECK_BYTES) {
                long position = ByteBuffer.wrap(bytes).getLong();
                return at(position).equals(given) ? OptionalLong.of(position) : OptionalLong.empty();
            }
            return OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private byte[] check(long position) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((position + " " + question).getBytes(StandardCharsets.UTF_8));
            return java.util.Arrays.copyOf(digest.digest(), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
