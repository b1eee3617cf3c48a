package dev.tutti.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token in the clear, for the moment in which it is made or checked.
 *
 * <p>Those that Tutti makes read {@code tutti_<id>_<secret>}: 64 random bits to find the row by, 256 to prove it, both in
 * hexadecimal, so that secret scanners can recognise one. {@link #toString()} shows nothing of it.
 */
public final class Secret {

    /** Longer headers are refused unread. */
    public static final int MAX_LENGTH = 256;

    private static final Pattern OURS = Pattern.compile("tutti_([0-9a-f]{16})_[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private final String clear;
    private final byte[] digest;

    private Secret(String clear) {
        this.clear = clear;
        this.digest = sha256(clear);
    }

    public static Secret of(String clear) {
        return new Secret(clear);
    }

    public static Secret random() {
        return new Secret("tutti_" + randomHex(8) + "_" + randomHex(32));
    }

    /** Names the row without revealing the secret; of a token that was not made by Tutti, it is taken from the digest. */
    public String id() {
        Matcher ours = OURS.matcher(clear);
        return ours.matches() ? ours.group(1) : HEX.formatHex(digest, 0, 8);
    }

    public String digest() {
        return HEX.formatHex(digest);
    }

    /** Compares in constant time. */
    public boolean hasDigest(String stored) {
        return MessageDigest.isEqual(digest, HEX.parseHex(stored));
    }

    /** The only way to the clear text: for the answer in which the token is shown. */
    public String reveal() {
        return clear;
    }

    @Override
    public String toString() {
        return "Secret[" + id() + "]";
    }

    private static String randomHex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HEX.formatHex(random);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
