package dev.tutti.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code token}. */
@Entity
@Table(name = "token")
class TokenRow {

    @Id
    String id = "";

    @Column(nullable = false, updatable = false)
    String name = "";

    @Column(nullable = false, updatable = false)
    String role = "";

    @Column(nullable = false, updatable = false)
    String digest = "";

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by", nullable = false, updatable = false)
    String createdBy = "";

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "revoked_by")
    @Nullable
    String revokedBy;

    Token toToken() {
        return new Token(id, name, Role.named(role).orElseThrow(), digest, createdAt, createdBy);
    }
}
