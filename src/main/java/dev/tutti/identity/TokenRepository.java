package dev.tutti.identity;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tokens as they are stored. Changes are serialised, also between processes, so that the last admin stays. */
@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenRow, String> {

    /** Any constant that no other lock of ours has. */
    private static final long LOCK = 0x746f6b656eL;

    private final Clock clock;

    TokenRepository(Clock clock) {
        this.clock = clock;
    }

    @Transactional
    List<Token> inForce() {
        return list("revokedAt is null order by createdAt, id").stream()
                .map(TokenRow::toToken)
                .toList();
    }

    @Transactional
    Token create(Secret secret, String name, Role role, String by) {
        lock();
        return insert(secret, name, role, by);
    }

    /** The configured first token; once stored, and even once revoked, configuring it again does nothing. */
    @Transactional
    Optional<Token> createOnce(Secret secret, String name, Role role) {
        lock();
        return findByIdOptional(secret.id()).isPresent()
                ? Optional.empty()
                : Optional.of(insert(secret, name, role, name));
    }

    @Transactional
    Optional<Token> createUnlessSomebodyHas(Secret secret, String name, Role role) {
        lock();
        return holders(role) > 0 ? Optional.empty() : Optional.of(insert(secret, name, role, name));
    }

    /** Returns what was revoked; nothing when there is no such token in force. */
    @Transactional
    Optional<Token> revoke(String id, String by) {
        lock();
        return find("id = ?1 and revokedAt is null", id).firstResultOptional().map(row -> {
            if (row.role.equals(Role.ADMIN.wireName()) && holders(Role.ADMIN) == 1) {
                throw Problem.of(ErrorCode.LAST_ADMIN, "This is the last token of an admin")
                        .withHint("Make another admin token first")
                        .exception();
            }
            row.revokedAt = now();
            row.revokedBy = by;
            return row.toToken();
        });
    }

    private Token insert(Secret secret, String name, Role role, String by) {
        find(
                        "revokedAt is null and lower(name) = ?1 and name <> ?2",
                        name.strip().toLowerCase(Locale.ROOT),
                        name)
                .firstResultOptional()
                .ifPresent(other -> {
                    throw Problem.of(ErrorCode.NAME_TAKEN, "The name " + other.name + " differs in case only")
                            .withHint("Use " + other.name + " for the same person, another name for another one")
                            .exception();
                });
        var row = new TokenRow();
        row.id = secret.id();
        row.name = name;
        row.role = role.wireName();
        row.digest = secret.digest();
        row.createdAt = now();
        row.createdBy = by;
        persist(row);
        return row.toToken();
    }

    private long holders(Role role) {
        return count("role = ?1 and revokedAt is null", role.wireName());
    }

    private void lock() {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /** PostgreSQL keeps microseconds; what is answered is what is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
