package dev.tutti.source;

import java.time.Instant;

/**
 * A key that was not revoked.
 *
 * @param source the name of the source it belongs to
 * @param proof SHA-256 of the secret in hexadecimal, the fingerprint of the certificate, or the name of the topic; {@code ""}
 *     for HMAC
 * @param expiresAt the first moment at which it is no longer good; {@link #NEVER} without one
 */
public record Key(
        String id,
        String source,
        KeyKind kind,
        String proof,
        Instant validFrom,
        Instant expiresAt,
        Instant createdAt,
        String createdBy) {

    public static final Instant NEVER = Instant.MAX;

    /** Whether a key may be used at a moment. */
    public enum Standing {
        NOT_YET_VALID,
        GOOD,
        EXPIRED
    }

    public Standing at(Instant now) {
        if (now.isBefore(validFrom)) {
            return Standing.NOT_YET_VALID;
        }
        return now.isBefore(expiresAt) ? Standing.GOOD : Standing.EXPIRED;
    }

    /** The digest of a secret is no secret, and is of no use in a log either. */
    @Override
    public String toString() {
        return "Key[" + id + " " + kind + " of " + source + "]";
    }
}
