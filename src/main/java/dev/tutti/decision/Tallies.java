package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TallyNews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tallies of one partition: what was counted, and what of it rules see. It counts what it is told at the times that it
 * is told, reads no clock and no database; so a replay counts the same. One thread.
 *
 * <p>A {@link dev.tutti.fact.Tally} is in memory as long as its key has anything in the window. One that left earlier, say
 * because nobody had touched it, would take a judgement with it that hangs on it, though nothing had changed.
 */
public final class Tallies {

    private final SortedMap<String, TallyLedger> ledgers = new TreeMap<>();
    private List<TallyStart> counting = List.of();

    public Tallies(Collection<TallyDeclaration> declared) {
        this(declared, TallyBounds.USUAL);
    }

    Tallies(Collection<TallyDeclaration> declared, TallyBounds bounds) {
        declared.forEach(declaration -> ledgers.put(declaration.name(), new TallyLedger(declaration, bounds)));
    }

    /** Those of which nothing is committed yet: they are new, or declared otherwise than before. */
    public List<TallyDeclaration> fresh() {
        return ledgers.values().stream()
                .filter(ledger -> ledger.start().sequence() == 0)
                .map(TallyLedger::declaration)
                .toList();
    }

    /** Takes up counting where it was committed; of a tally that is declared otherwise now, nothing is taken up. */
    public void resume(Collection<TallyStart> committed) {
        for (TallyStart start : committed) {
            TallyLedger ledger = ledgers.get(start.tally());
            if (ledger != null && ledger.start().declaration().equals(start.declaration())) {
                ledger.begunWith(start);
            }
        }
    }

    /** Puts back what was committed of a tally that {@link #resume counts on}. */
    public void restore(TallyBucket bucket) {
        TallyLedger ledger = ledgers.get(bucket.tally());
        if (ledger != null && ledger.start().sequence() == bucket.begun()) {
            ledger.restore(bucket);
        }
    }

    /** Counts an alert of the past for a {@link #fresh} tally, in the order of the journal. */
    public void makeUp(TallyDeclaration fresh, Alert alert) {
        TallyLedger ledger = ledgers.get(fresh.name());
        if (ledger != null) {
            ledger.count(alert);
        }
    }

    /** States what stands in the window. */
    public void stateAll(FactChanges facts) {
        ledgers.values().forEach(ledger -> ledger.sorted().forEach(counter -> facts.state(counter.fact())));
    }

    /** Moves on to this time: buckets leave their windows. */
    public void turn(long now, FactChanges facts) {
        for (TallyLedger ledger : ledgers.values()) {
            for (TallyCounter counter : ledger.turn(now)) {
                if (counter.empty()) {
                    facts.remove(counter.fact().factId());
                } else {
                    facts.state(counter.fact());
                }
            }
        }
    }

    /** Counts an alert, at the time that was {@link #turn turned} to, and says what is new about each count. */
    public List<TallyNews> count(Alert alert, FactChanges facts) {
        List<TallyNews> news = new ArrayList<>();
        for (TallyLedger ledger : ledgers.values()) {
            ledger.count(alert).ifPresent(counter -> {
                facts.state(counter.fact());
                news.add(ledger.news(counter, alert));
            });
        }
        return news;
    }

    /** From this input on the tallies that are fresh count like all others. */
    public void begin(long sequence) {
        ledgers.values().forEach(ledger -> ledger.begin(sequence));
        counting = ledgers.values().stream().map(TallyLedger::start).toList();
    }

    /** When the passing of time alone changes a count next; on a full minute, so at most one tick a minute comes of it. */
    public OptionalLong nextDue() {
        return ledgers.values().stream()
                .flatMapToLong(ledger -> ledger.nextDue().stream())
                .min();
    }

    /** What has changed since the last call. */
    public TallyChanges drain() {
        List<TallyBucket> buckets = new ArrayList<>();
        List<TallyChanges.Missed> missed = new ArrayList<>();
        for (TallyLedger ledger : ledgers.values()) {
            buckets.addAll(ledger.drainBuckets());
            missed.addAll(ledger.drainMissed());
        }
        if (counting.isEmpty() && buckets.isEmpty() && missed.isEmpty()) {
            return TallyChanges.NONE;
        }
        TallyChanges changes = new TallyChanges(counting, buckets, missed);
        counting = List.of();
        return changes;
    }
}
