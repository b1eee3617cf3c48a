package dev.tutti.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Pairs what was expected with what happened, one to one, so that as much as possible is paired. */
final class Comparison {

    private static final int NOBODY = -1;

    private final List<Expectation> expected;
    private final List<Happening> happened;
    private final int[] partner;

    Comparison(List<Expectation> expected, List<Happening> happened) {
        this.expected = List.copyOf(expected);
        this.happened = List.copyOf(happened);
        this.partner = new int[this.happened.size()];
        Arrays.fill(partner, NOBODY);
        for (int e = 0; e < this.expected.size(); e++) {
            pair(e, new boolean[this.happened.size()]);
        }
    }

    /** What did not happen. */
    List<Expectation> missing() {
        List<Expectation> missing = new ArrayList<>(expected);
        for (int e = expected.size() - 1; e >= 0; e--) {
            int index = e;
            if (Arrays.stream(partner).anyMatch(p -> p == index)) {
                missing.remove(e);
            }
        }
        return missing;
    }

    /** What was not expected. */
    List<Happening> unlisted() {
        List<Happening> unlisted = new ArrayList<>();
        for (int h = 0; h < partner.length; h++) {
            if (partner[h] == NOBODY) {
                unlisted.add(happened.get(h));
            }
        }
        return unlisted;
    }

    /** The moments at which something is missing or unlisted. */
    SortedSet<Instant> moments() {
        SortedSet<Instant> moments = new TreeSet<>();
        missing().forEach(expectation -> moments.add(expectation.at()));
        unlisted().forEach(happening -> moments.add(happening.at()));
        return moments;
    }

    /** A line that names no policy must not take the place that one with a policy needs, so pairs may be rearranged. */
    private boolean pair(int e, boolean[] tried) {
        for (int h = 0; h < partner.length; h++) {
            if (!tried[h] && expected.get(e).isMetBy(happened.get(h))) {
                tried[h] = true;
                if (partner[h] == NOBODY || pair(partner[h], tried)) {
                    partner[h] = e;
                    return true;
                }
            }
        }
        return false;
    }
}
