package dev.tutti.decision;

import dev.tutti.fact.Judgement;
import java.util.List;

/**
 * A judgement that stands, and the policies that support it.
 *
 * @param policies policy ids, sorted
 */
public record Judged(Judgement judgement, List<String> policies) {

    public Judged {
        policies = policies.stream().sorted().distinct().toList();
    }
}
