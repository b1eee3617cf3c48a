package dev.tutti.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code source_key}. */
@Entity
@Table(name = "source_key")
class KeyRow {

    @Id
    String id = "";

    @Column(nullable = false, updatable = false)
    String source = "";

    @Column(nullable = false, updatable = false)
    String kind = "";

    @Column(nullable = false, updatable = false)
    String proof = "";

    @Column(name = "valid_from", nullable = false, updatable = false)
    Instant validFrom = Instant.EPOCH;

    @Column(name = "expires_at", updatable = false)
    @Nullable
    Instant expiresAt;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by", nullable = false, updatable = false)
    String createdBy = "";

    @Column(name = "last_used_at")
    @Nullable
    Instant lastUsedAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "revoked_by")
    @Nullable
    String revokedBy;

    static KeyRow of(Key key) {
        var row = new KeyRow();
        row.id = key.id();
        row.source = key.source();
        row.kind = key.kind().name();
        row.proof = key.proof();
        row.validFrom = key.validFrom();
        row.expiresAt = key.expiresAt().equals(Key.NEVER) ? null : key.expiresAt();
        row.createdAt = key.createdAt();
        row.createdBy = key.createdBy();
        return row;
    }

    Key toKey() {
        return new Key(
                id,
                source,
                KeyKind.valueOf(kind),
                proof,
                validFrom,
                Objects.requireNonNullElse(expiresAt, Key.NEVER),
                createdAt,
                createdBy);
    }

    Instant usedAt() {
        return Objects.requireNonNull(lastUsedAt);
    }
}
