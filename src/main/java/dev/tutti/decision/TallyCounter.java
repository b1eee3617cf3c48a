package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Tally;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TallyNews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The count of one key, by bucket. Of each distinct value only the last bucket is known in which it was seen: that is when
 * it leaves the window, and a value costs the same however often it comes.
 */
final class TallyCounter {

    private static final class Bucket {
        private int count;
        private boolean more;
    }

    private final TallyDeclaration declaration;
    private final List<AlertComponent> parts;
    private final List<String> key;
    private final NavigableMap<Long, Bucket> buckets = new TreeMap<>();
    private final Map<Long, Long> lastSeen = new HashMap<>();

    TallyCounter(TallyDeclaration declaration, List<AlertComponent> parts, List<String> key) {
        this.declaration = declaration;
        this.parts = parts;
        this.key = key;
    }

    List<String> key() {
        return key;
    }

    void count(long bucket) {
        add(bucket, 1, false);
    }

    void add(long bucket, int alerts, boolean more) {
        Bucket counted = buckets.computeIfAbsent(bucket, index -> new Bucket());
        counted.count = (int) Math.min(Integer.MAX_VALUE, (long) counted.count + alerts);
        counted.more |= more;
    }

    boolean knows(long value) {
        return lastSeen.containsKey(value);
    }

    /** Whether that is news: a value that was seen in a later bucket before adds nothing. */
    boolean see(long bucket, long value) {
        Long last = lastSeen.get(value);
        if (last != null && last >= bucket) {
            return false;
        }
        lastSeen.put(value, bucket);
        return true;
    }

    int values() {
        return lastSeen.size();
    }

    /** Forgets this bucket and all before it. */
    void forget(long bucket) {
        buckets.headMap(bucket, true).clear();
        lastSeen.values().removeIf(last -> last <= bucket);
    }

    OptionalLong oldest() {
        return buckets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(buckets.firstKey());
    }

    boolean empty() {
        return buckets.isEmpty();
    }

    Iterable<Long> buckets() {
        return buckets.keySet();
    }

    /** The values that were seen last in this bucket, in ascending order. */
    List<Long> seenLastIn(long bucket) {
        return lastSeen.entrySet().stream()
                .filter(seen -> seen.getValue() == bucket)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    TallyBucket bucket(long index, long begun, List<Long> values) {
        Bucket counted = buckets.getOrDefault(index, new Bucket());
        long width = declaration.bucketMillis();
        return new TallyBucket(
                declaration.name(),
                begun,
                key,
                index * width,
                (index + declaration.buckets()) * width,
                counted.count,
                values,
                counted.more);
    }

    Tally fact() {
        long count = 0;
        boolean more = false;
        for (Bucket bucket : buckets.values()) {
            count += bucket.count;
            more |= bucket.more;
        }
        return new Tally(
                declaration.name(),
                part(AlertComponent.TENANT),
                part(AlertComponent.SOURCE),
                part(AlertComponent.RULE),
                part(AlertComponent.SOURCE_IP),
                part(AlertComponent.TARGET_IP),
                part(AlertComponent.HOST),
                part(AlertComponent.USER),
                part(AlertComponent.FINGERPRINT),
                (int) Math.min(Integer.MAX_VALUE, count),
                lastSeen.size(),
                more,
                Math.toIntExact(declaration.window().toMinutes()));
    }

    /**
     * What the alert that was counted last changed.
     *
     * @param before the last bucket that is no longer recent
     */
    TallyNews news(Alert alert, long before) {
        long recent = declaration.recent().isPresent() ? sum(buckets.tailMap(before, false)) : 0;
        long earlier = sum(buckets.headMap(before, true));
        return new TallyNews(
                declaration.name(),
                alert.id(),
                part(AlertComponent.TENANT),
                part(AlertComponent.SOURCE),
                part(AlertComponent.RULE),
                part(AlertComponent.SOURCE_IP),
                part(AlertComponent.TARGET_IP),
                part(AlertComponent.HOST),
                part(AlertComponent.USER),
                part(AlertComponent.FINGERPRINT),
                sum(buckets) == 1,
                (int) Math.min(Integer.MAX_VALUE, recent),
                declaration.recent().isPresent() && earlier > 0 ? times(recent, earlier) : 0,
                alert.effectiveAt());
    }

    /** Both parts are whole buckets, so their lengths are told by the numbers of those. */
    private int times(long recent, long earlier) {
        long recentBuckets = declaration.recentBuckets();
        long earlierBuckets = declaration.buckets() - recentBuckets;
        return (int) Math.min(Integer.MAX_VALUE, recent * earlierBuckets / (earlier * recentBuckets));
    }

    private static long sum(Map<Long, Bucket> some) {
        return some.values().stream().mapToLong(bucket -> bucket.count).sum();
    }

    private String part(AlertComponent component) {
        int place = parts.indexOf(component);
        return place < 0 ? "" : key.get(place);
    }
}
