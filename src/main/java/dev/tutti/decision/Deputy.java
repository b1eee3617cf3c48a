package dev.tutti.decision;

import dev.tutti.fact.ApproverKind;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody who may answer in place of the one who is asked.
 *
 * @param policies ids of the policies that say so, sorted
 */
public record Deputy(ApproverKind kind, String name, List<String> policies) implements Comparable<Deputy> {

    private static final Comparator<Deputy> ORDER = Comparator.comparing(Deputy::kind)
            .thenComparing(Deputy::name)
            .thenComparing(deputy -> String.join(",", deputy.policies));

    public Deputy {
        policies = policies.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Deputy other) {
        return ORDER.compare(this, other);
    }
}
