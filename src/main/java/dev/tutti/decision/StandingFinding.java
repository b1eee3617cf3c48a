package dev.tutti.decision;

import dev.tutti.fact.Finding;
import java.util.List;

/**
 * A finding that stands in a session, with the policies that support it.
 *
 * @param policies sorted; none when Tutti itself found it
 */
public record StandingFinding(Finding finding, List<String> policies) {

    public StandingFinding {
        policies = policies.stream().sorted().distinct().toList();
    }
}
