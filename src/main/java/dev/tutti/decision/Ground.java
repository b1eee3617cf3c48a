package dev.tutti.decision;

import dev.tutti.fact.Reason;
import java.util.Comparator;
import java.util.List;

/**
 * One reason of a ruling.
 *
 * @param reason the name of the reason's constant, as it stands on metrics and screens
 * @param text one sentence for a person
 * @param policies ids of the policies that gave it, sorted
 */
public record Ground(String reason, String text, List<String> policies) implements Comparable<Ground> {

    private static final Comparator<Ground> ORDER = Comparator.comparing(Ground::reason)
            .thenComparing(Ground::text)
            .thenComparing(ground -> String.join(",", ground.policies));

    public Ground {
        policies = policies.stream().sorted().distinct().toList();
    }

    static Ground of(Reason reason, String text, List<String> policies) {
        return new Ground(reason.name(), text, policies);
    }

    static Ground of(Judged judged) {
        return of(judged.judgement().reason(), judged.judgement().text(), judged.policies());
    }

    @Override
    public int compareTo(Ground other) {
        return ORDER.compare(this, other);
    }
}
