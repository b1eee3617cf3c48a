package dev.tutti.decision;

import java.util.List;

/**
 * What one input changed about the tallies; committed with it. That a bucket left its window is no change: the bucket says
 * when that is.
 *
 * @param counting all tallies that count from here on, when the input says under which rules it goes on; else empty
 * @param missed what was not counted because a bound was hit
 */
public record TallyChanges(List<TallyStart> counting, List<TallyBucket> buckets, List<Missed> missed) {

    public static final TallyChanges NONE = new TallyChanges(List.of(), List.of(), List.of());

    /** So many alerts of which a tally did not count everything. */
    public record Missed(String tally, Shortfall why, int alerts) {}

    public TallyChanges {
        counting = List.copyOf(counting);
        buckets = List.copyOf(buckets);
        missed = List.copyOf(missed);
    }
}
