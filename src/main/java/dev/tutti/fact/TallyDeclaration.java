package dev.tutti.fact;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A count that a policy wants kept: of which alerts, by what, over which time.
 *
 * <p>Time is cut into buckets of one width, from the epoch on. A tally counts the present bucket and so many before it that
 * all of them together are no longer than the window. So it never counts an alert that is older than the window, and it lets
 * go of one less than two widths early.
 *
 * @param name unique in the rule set
 * @param key what it is kept by, in the order of the declaration; the tenant always belongs to it and need not be named
 * @param window longer than {@link #LONGEST_EVENT_WINDOW} and at most {@link #LONGEST_WINDOW}, in whole minutes
 * @param distinct of what the different values are counted, too
 * @param recent the last part of the window, which {@link TallyNews} compares with the rest; at least one bucket, and at most
 *     half of the window
 */
public record TallyDeclaration(
        String name,
        Condition counts,
        List<AlertComponent> key,
        Duration window,
        Optional<AlertComponent> distinct,
        Optional<Duration> recent) {

    /** Up to this long a window over events does it, to the millisecond. */
    public static final Duration LONGEST_EVENT_WINDOW = Duration.ofMinutes(15);

    public static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    /** How many a rule set may keep; each costs memory and a row for each alert that it counts. */
    public static final int MOST = 10;

    private static final int BUCKETS = 60;

    public TallyDeclaration {
        key = List.copyOf(key);
        if (key.isEmpty() || window.compareTo(LONGEST_EVENT_WINDOW) <= 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("a tally has a key, and a window of more than 15 minutes up to 31 days");
        }
        if (recent.isPresent() && !fits(window, recent.get())) {
            throw new IllegalArgumentException("what is recent is one bucket at least and half of the window at most");
        }
    }

    /** One that compares nothing with what came before. */
    public TallyDeclaration(
            String name,
            Condition counts,
            List<AlertComponent> key,
            Duration window,
            Optional<AlertComponent> distinct) {
        this(name, counts, key, window, distinct, Optional.empty());
    }

    /** Whether so much of a window can be told from the rest of it. */
    public static boolean fits(Duration window, Duration recent) {
        return recent.toMillis() >= bucketMillis(window)
                && recent.multipliedBy(2).compareTo(window) <= 0;
    }

    /** The length of one bucket in milliseconds: whole minutes, about a sixtieth of the window. */
    public long bucketMillis() {
        return bucketMillis(window);
    }

    private static long bucketMillis(Duration window) {
        long minutes = (window.toMinutes() + BUCKETS - 1) / BUCKETS;
        return Duration.ofMinutes(minutes).toMillis();
    }

    /** How many buckets count, the present one included. */
    public int buckets() {
        return Math.toIntExact(window.toMillis() / bucketMillis());
    }

    /** How many of these are recent, the present one included: as many whole ones as fit; 0 when nothing is declared so. */
    public int recentBuckets() {
        return recent.map(part -> Math.toIntExact(part.toMillis() / bucketMillis()))
                .orElse(0);
    }

    /** Everything that tells one count from another: the tenant, then the key. */
    public List<AlertComponent> parts() {
        return Stream.concat(Stream.of(AlertComponent.TENANT), key.stream())
                .distinct()
                .toList();
    }

    /**
     * Which alerts count: those for which all of this is true.
     *
     * @param minSeverity {@link Severity#UNKNOWN} for any
     * @param source {@code ""} for any, and so is {@code rule}
     * @param technique one of the alert's, {@code ""} for any
     */
    public record Condition(Optional<Kind> kind, Severity minSeverity, String source, String rule, String technique) {

        public boolean holds(Alert alert) {
            return kind.map(alert.kind()::equals).orElse(true)
                    && alert.severity().compareTo(minSeverity) >= 0
                    && (source.isEmpty() || source.equals(alert.source()))
                    && (rule.isEmpty() || rule.equals(alert.rule()))
                    && (technique.isEmpty() || alert.techniques().contains(technique));
        }
    }
}
