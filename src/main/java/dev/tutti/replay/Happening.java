package dev.tutti.replay;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that came of what was given.
 *
 * @param details what else tells it from others of its kind, by the name that it has in a case: {@code action},
 *     {@code target}, {@code of}, {@code quorum}, {@code recipient}, {@code because}
 * @param policies ids of the policies by which it happened
 */
record Happening(Instant at, What what, SortedMap<String, String> details, List<String> policies) {

    Happening {
        details = new TreeMap<>(details);
        policies = policies.stream().sorted().distinct().toList();
    }

    /** As one would list it in a case; of several policies the first stands for all. */
    String line() {
        return CaseLine.of(what, details, policies.isEmpty() ? "" : policies.get(0));
    }
}
