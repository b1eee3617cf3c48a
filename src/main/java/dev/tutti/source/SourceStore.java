package dev.tutti.source;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sources and keys as they are stored. Changes are serialised, also between processes, so that the bounds hold. */
@ApplicationScoped
class SourceStore {

    static final int MOST_SOURCES = 1_000;
    static final int MOST_KEYS = 20;

    /** Any constant that no other lock of ours has. */
    private static final long LOCK = 0x736f75726365L;

    private static final String IN_FORCE = "source = ?1 and revokedAt is null";

    private final SourceRepository sources;
    private final KeyRepository keys;
    private final Clock clock;

    SourceStore(SourceRepository sources, KeyRepository keys, Clock clock) {
        this.sources = sources;
        this.keys = keys;
        this.clock = clock;
    }

    /** Everything in force at one moment. */
    record Stock(List<Source> sources, List<Key> keys) {}

    @Transactional
    Stock inForce() {
        return new Stock(
                sources.list("retiredAt is null").stream()
                        .map(SourceRow::toSource)
                        .toList(),
                keys.list("revokedAt is null").stream().map(KeyRow::toKey).toList());
    }

    @Transactional
    Source declare(String name, Limits limits, String by) {
        lock();
        sources.findByIdOptional(name).ifPresent(SourceStore::refuseName);
        if (sources.count("retiredAt is null") >= MOST_SOURCES) {
            throw Problem.of(ErrorCode.CONFLICT, "There are " + MOST_SOURCES + " sources, which is the most")
                    .withHint("Retire one that nobody uses")
                    .exception();
        }
        var row = new SourceRow();
        row.name = name;
        row.createdAt = now();
        row.createdBy = by;
        row.limit(limits, row.createdAt, by);
        sources.persist(row);
        return row.toSource();
    }

    @Transactional
    Optional<Source> change(String name, Limits limits, String by) {
        lock();
        return active(name).map(row -> {
            row.limit(limits, now(), by);
            return row.toSource();
        });
    }

    /** With all its keys. */
    @Transactional
    boolean retire(String name, String by) {
        lock();
        return active(name)
                .map(row -> {
                    row.retiredAt = now();
                    row.retiredBy = by;
                    keys.list(IN_FORCE, name).forEach(key -> revoke(key, by));
                    return row;
                })
                .isPresent();
    }

    /** Returns nothing when the source of this key is none, or none any more. */
    @Transactional
    Optional<Key> add(Key key) {
        lock();
        return active(key.source()).map(row -> {
            if (keys.count(IN_FORCE, key.source()) >= MOST_KEYS) {
                throw Problem.of(ErrorCode.CONFLICT, "This source has " + MOST_KEYS + " keys, which is the most")
                        .withHint("Revoke one; lastUsedAt tells which are in use")
                        .exception();
            }
            if (key.kind().proof() == KeyKind.Proof.SUBJECT) {
                keys.find(
                                "kind = ?1 and proof = ?2 and revokedAt is null",
                                key.kind().name(),
                                key.proof())
                        .firstResultOptional()
                        .ifPresent(SourceStore::refuseSubject);
            }
            keys.persist(KeyRow.of(key));
            return key;
        });
    }

    @Transactional
    boolean revoke(String source, String id, String by) {
        lock();
        var key = keys.find("id = ?1 and source = ?2 and revokedAt is null", id, source)
                .firstResultOptional();
        key.ifPresent(row -> revoke(row, by));
        return key.isPresent();
    }

    @Transactional
    void used(String id, Instant hour) {
        keys.update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?1)", hour, id);
    }

    /** By the ids of the keys in force; one that was never used is not there. */
    @Transactional
    Map<String, Instant> lastUses(String source) {
        return keys.list(IN_FORCE + " and lastUsedAt is not null", Sort.by("id"), source).stream()
                .collect(Collectors.toMap(row -> row.id, KeyRow::usedAt));
    }

    /** PostgreSQL keeps microseconds; what is answered is what is stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<SourceRow> active(String name) {
        return sources.find("name = ?1 and retiredAt is null", name).firstResultOptional();
    }

    private void revoke(KeyRow key, String by) {
        key.revokedAt = now();
        key.revokedBy = by;
    }

    private static void refuseName(SourceRow taken) {
        throw Problem.of(
                        ErrorCode.NAME_TAKEN,
                        "There is a source " + taken.name + (taken.retiredAt == null ? "" : ", which was retired"))
                .withHint("Choose another name; that of a retired source is not given again")
                .withError("/name", "is in use")
                .exception();
    }

    private static void refuseSubject(KeyRow taken) {
        throw Problem.of(
                        ErrorCode.CONFLICT,
                        "The key " + taken.id + " of the source " + taken.source + " has it already")
                .withHint("One certificate or topic means one source: revoke that key first")
                .exception();
    }

    private void lock() {
        sources.getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}
