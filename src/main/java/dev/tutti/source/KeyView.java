package dev.tutti.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A key as it is shown: never what makes it one.
 *
 * @param subject the fingerprint of the certificate or the name of the topic
 * @param lastUsedAt to the hour
 */
@JsonInclude(Include.NON_ABSENT)
record KeyView(
        String id,
        KeyKind kind,
        Key.Standing standing,
        Optional<String> subject,
        Instant validFrom,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Instant createdAt,
        String createdBy) {

    static KeyView of(Key key, Map<String, Instant> lastUses, Instant now) {
        return new KeyView(
                key.id(),
                key.kind(),
                key.at(now),
                key.kind().proof() == KeyKind.Proof.SUBJECT ? Optional.of(key.proof()) : Optional.empty(),
                key.validFrom(),
                Optional.of(key.expiresAt()).filter(at -> !at.equals(Key.NEVER)),
                Optional.ofNullable(lastUses.get(key.id())),
                key.createdAt(),
                key.createdBy());
    }
}
