package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.Tally;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TallyNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tallies under test, with a clock that the test moves, and what working memory was told of them. */
final class Counted {

    /** A full day, so that buckets of every width begin at it. */
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    static final TallyDeclaration LOGINS = declared("logins", Duration.ofHours(24));

    final Tallies tallies;
    final List<TallyChanges> committed = new ArrayList<>();
    private final Map<String, Tally> memory = new TreeMap<>();
    private Instant now = START;
    private List<TallyNews> news = List.of();

    Counted(TallyDeclaration... declarations) {
        this(TallyBounds.USUAL, declarations);
    }

    Counted(TallyBounds bounds, TallyDeclaration... declarations) {
        this(new Tallies(List.of(declarations), bounds));
    }

    private Counted(Tallies tallies) {
        this.tallies = tallies;
    }

    /** A tally of credential alerts by source address, with distinct users. */
    static TallyDeclaration declared(String name, Duration window) {
        return new TallyDeclaration(
                name,
                new TallyDeclaration.Condition(Optional.of(Kind.CREDENTIAL), Severity.LOW, "", "", ""),
                List.of(AlertComponent.SOURCE_IP),
                window,
                Optional.of(AlertComponent.USER));
    }

    /** Begins to be committed, as with the first input after a start. */
    Counted begun() {
        tallies.begin(1);
        committed.add(tallies.drain());
        return this;
    }

    Counted at(Duration sinceStart) {
        now = START.plus(sinceStart);
        FactChanges facts = new FactChanges();
        tallies.turn(now.toEpochMilli(), facts);
        take(facts);
        return this;
    }

    Counted fails(String user, String address) {
        return hears(alert(user, address, now));
    }

    Counted failedAt(Duration sinceStart, String user, String address) {
        return hears(alert(user, address, START.plus(sinceStart)));
    }

    Counted hears(Alert alert) {
        FactChanges facts = new FactChanges();
        tallies.turn(now.toEpochMilli(), facts);
        news = tallies.count(alert, facts);
        take(facts);
        committed.add(tallies.drain());
        return this;
    }

    Alert alert(String user, String address, Instant effectiveAt) {
        return alert("default", Kind.CREDENTIAL, Severity.LOW, user, address, effectiveAt);
    }

    Alert alert(String tenant, Kind kind, Severity severity, String user, String address, Instant effectiveAt) {
        return new Alert(
                "id",
                tenant,
                "siem",
                "id",
                "fingerprint",
                "",
                "",
                "rule",
                "",
                kind,
                severity,
                -1,
                -1,
                List.of(),
                List.of(),
                address,
                "",
                "",
                user,
                effectiveAt.toEpochMilli(),
                now.toEpochMilli(),
                effectiveAt.toEpochMilli(),
                false);
    }

    /** What the last alert changed. */
    List<TallyNews> news() {
        return news;
    }

    /** What is in working memory, in a stable order. */
    Collection<Tally> inMemory() {
        return List.copyOf(memory.values());
    }

    /** What a partition would load that had committed all this, under the same declarations, at the same time. */
    Counted restarted(TallyBounds bounds, TallyDeclaration... declarations) {
        Counted restarted = new Counted(bounds, declarations);
        restarted.now = now;
        restarted.tallies.turn(now.toEpochMilli(), new FactChanges());
        committed.forEach(changes -> restarted.tallies.resume(changes.counting()));
        Map<List<Object>, TallyBucket> rows = new TreeMap<>(java.util.Comparator.comparing(List::toString));
        for (TallyChanges changes : committed) {
            for (TallyBucket bucket : changes.buckets()) {
                rows.merge(
                        List.of(bucket.tally(), bucket.begun(), bucket.key(), bucket.startsAt()),
                        bucket,
                        Counted::together);
            }
        }
        rows.values().stream()
                .filter(bucket -> bucket.expiresAt() > now.toEpochMilli())
                .forEach(restarted.tallies::restore);
        FactChanges facts = new FactChanges();
        restarted.tallies.stateAll(facts);
        restarted.take(facts);
        return restarted;
    }

    private static TallyBucket together(TallyBucket row, TallyBucket change) {
        List<Long> values = new ArrayList<>(row.values());
        values.addAll(change.values());
        return new TallyBucket(
                change.tally(),
                change.begun(),
                change.key(),
                change.startsAt(),
                change.expiresAt(),
                change.count(),
                values,
                change.more());
    }

    private void take(FactChanges facts) {
        facts.removed().forEach(memory::remove);
        for (Fact fact : facts.stated()) {
            memory.put(fact.factId(), (Tally) fact);
        }
    }
}
