package dev.tutti.intake;

import java.time.Duration;

/** Which request an {@code Idempotency-Key} belongs to. */
public interface RequestKeys {

    /** How long a key is remembered after its last use. */
    Duration REMEMBERED = Duration.ofHours(24);

    /** What a key turned out to be. */
    enum Claim {
        /** New, or used before with this very body. */
        HELD,
        /** Used before with another body. */
        TAKEN,
        /** Nobody can tell now. */
        UNKNOWN
    }

    /**
     * Claims a key for a body. Of two claims at once with different bodies exactly one is held.
     *
     * @param principal who uses the key; another principal's keys are other keys
     */
    Claim claim(String principal, String key, String bodyDigest);
}
