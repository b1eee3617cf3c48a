package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TallyNews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** One tally with all its keys, within its bounds. */
final class TallyLedger {

    private record Place(List<String> key, long bucket) {}

    private final TallyDeclaration declaration;
    private final TallyBounds bounds;
    private final long width;
    private final List<AlertComponent> parts;
    private final Map<List<String>, TallyCounter> counters = new HashMap<>();
    /** Each counter under its oldest bucket, which is the next to leave. */
    private final NavigableMap<Long, Set<TallyCounter>> byOldest = new TreeMap<>();

    private final Map<Place, List<Long>> changed = new LinkedHashMap<>();
    private final Map<Shortfall, Integer> missed = new EnumMap<>(Shortfall.class);
    private TallyStart start;
    private long present = Long.MIN_VALUE;
    private int values;

    TallyLedger(TallyDeclaration declaration, TallyBounds bounds) {
        this.declaration = declaration;
        this.bounds = bounds;
        this.width = declaration.bucketMillis();
        this.parts = declaration.parts();
        this.start = new TallyStart(declaration.name(), Identities.declaration(declaration), 0);
    }

    TallyDeclaration declaration() {
        return declaration;
    }

    TallyStart start() {
        return start;
    }

    /** Counting began in the past, and what was counted since will be put back. */
    void begunWith(TallyStart committed) {
        start = committed;
    }

    /** Counting begins with this input; what is counted so far becomes part of it. */
    void begin(long sequence) {
        if (start.sequence() > 0) {
            return;
        }
        start = new TallyStart(start.tally(), start.declaration(), sequence);
        for (TallyCounter counter : sorted()) {
            for (long bucket : counter.buckets()) {
                changed.put(new Place(counter.key(), bucket), new ArrayList<>(counter.seenLastIn(bucket)));
            }
        }
    }

    /** Takes the alert if it is one of those that count, and returns the counter that is not what it was. */
    Optional<TallyCounter> count(Alert alert) {
        if (!declaration.counts().holds(alert)) {
            return Optional.empty();
        }
        long bucket = Math.floorDiv(alert.effectiveAt(), width);
        List<String> key = parts.stream().map(part -> part.of(alert)).toList();
        if (bucket <= lastForgotten() || key.contains("")) {
            return Optional.empty();
        }
        if (key.stream().anyMatch(part -> part.length() > bounds.keyLength())) {
            return miss(Shortfall.KEY_TOO_LONG);
        }
        if (!counters.containsKey(key) && counters.size() >= bounds.keys()) {
            return miss(Shortfall.TOO_MANY_KEYS);
        }
        TallyCounter counter = counter(key, bucket);
        counter.count(bucket);
        // Before its beginning nothing is committed of a tally; then all of it is.
        List<Long> fresh = start.sequence() == 0
                ? new ArrayList<>()
                : changed.computeIfAbsent(new Place(key, bucket), place -> new ArrayList<>());
        declaration
                .distinct()
                .map(component -> component.of(alert))
                .ifPresent(value -> see(counter, bucket, value, fresh));
        return Optional.of(counter);
    }

    /** What this alert, which was counted last, changed about its counter. */
    TallyNews news(TallyCounter counter, Alert alert) {
        return counter.news(alert, present - declaration.recentBuckets());
    }

    private void see(TallyCounter counter, long bucket, String text, List<Long> fresh) {
        if (text.isEmpty()) {
            return;
        }
        long value = Identities.tallyValue(text);
        if (counter.knows(value)) {
            if (counter.see(bucket, value)) {
                fresh.add(value);
            }
        } else if (counter.values() >= bounds.valuesPerKey() || values >= bounds.values()) {
            counter.add(bucket, 0, true);
            miss(Shortfall.TOO_MANY_VALUES);
        } else {
            counter.see(bucket, value);
            fresh.add(value);
            values++;
        }
    }

    void restore(TallyBucket committed) {
        long bucket = Math.floorDiv(committed.startsAt(), width);
        TallyCounter counter = counter(committed.key(), bucket);
        counter.add(bucket, committed.count(), committed.more());
        int before = counter.values();
        committed.values().forEach(value -> counter.see(bucket, value));
        values += counter.values() - before;
    }

    /** Moves on to this time, and returns the counters from which a bucket has gone, in a stable order. */
    List<TallyCounter> turn(long now) {
        present = Math.floorDiv(now, width);
        NavigableMap<Long, Set<TallyCounter>> gone = byOldest.headMap(lastForgotten(), true);
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<TallyCounter> touched = new HashSet<>();
        gone.values().forEach(touched::addAll);
        gone.clear();
        for (TallyCounter counter : touched) {
            int before = counter.values();
            counter.forget(lastForgotten());
            values -= before - counter.values();
            if (counter.empty()) {
                counters.remove(counter.key());
            }
            counter.oldest().ifPresent(oldest -> enter(oldest, counter));
        }
        return touched.stream().sorted(BY_KEY).toList();
    }

    /** When the oldest bucket leaves the window. */
    OptionalLong nextDue() {
        return byOldest.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((byOldest.firstKey() + declaration.buckets()) * width);
    }

    List<TallyCounter> sorted() {
        return counters.values().stream().sorted(BY_KEY).toList();
    }

    List<TallyBucket> drainBuckets() {
        List<TallyBucket> buckets = new ArrayList<>(changed.size());
        changed.forEach((place, fresh) -> {
            TallyCounter counter = counters.get(place.key());
            if (counter != null) {
                buckets.add(counter.bucket(place.bucket(), start.sequence(), fresh));
            }
        });
        changed.clear();
        return buckets;
    }

    List<TallyChanges.Missed> drainMissed() {
        List<TallyChanges.Missed> drained = missed.entrySet().stream()
                .map(entry -> new TallyChanges.Missed(declaration.name(), entry.getKey(), entry.getValue()))
                .toList();
        missed.clear();
        return drained;
    }

    /** The counter of this key, which is about to count in this bucket. */
    private TallyCounter counter(List<String> key, long bucket) {
        TallyCounter counter = counters.computeIfAbsent(key, fresh -> new TallyCounter(declaration, parts, fresh));
        OptionalLong oldest = counter.oldest();
        if (oldest.isEmpty() || bucket < oldest.getAsLong()) {
            oldest.ifPresent(moved -> leave(moved, counter));
            enter(bucket, counter);
        }
        return counter;
    }

    private void enter(long bucket, TallyCounter counter) {
        byOldest.computeIfAbsent(bucket, index -> new HashSet<>()).add(counter);
    }

    private void leave(long bucket, TallyCounter counter) {
        byOldest.computeIfPresent(bucket, (index, counting) -> {
            counting.remove(counter);
            return counting.isEmpty() ? null : counting;
        });
    }

    private Optional<TallyCounter> miss(Shortfall why) {
        missed.merge(why, 1, Integer::sum);
        return Optional.empty();
    }

    private long lastForgotten() {
        return present == Long.MIN_VALUE ? Long.MIN_VALUE : present - declaration.buckets();
    }

    private static final Comparator<TallyCounter> BY_KEY =
            Comparator.comparing(TallyCounter::key, TallyLedger::compare);

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = one.get(i).compareTo(other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
