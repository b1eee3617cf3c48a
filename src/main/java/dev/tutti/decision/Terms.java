package dev.tutti.decision;

import dev.tutti.fact.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What holds for every action of a partition as long as one rule set and one set of connectors do.
 *
 * @param quarantined ids of the judging policies out of force by an error, by the capability that they judge
 * @param providers the digest of the connector instances that provide a capability and of their manifests
 * @param voteValidity how long a vote counts
 */
public record Terms(
        String partition,
        String ruleSetVersion,
        Map<String, Capability> capabilities,
        Map<String, List<String>> quarantined,
        UnaryOperator<String> providers,
        Duration voteValidity) {

    /** How long a vote counts unless configured otherwise. */
    public static final Duration VOTE_VALIDITY = Duration.ofHours(8);

    /** Whether any tool can be asked for this. */
    public boolean knows(String capability) {
        return capabilities.containsKey(capability);
    }

    Optional<Capability> capability(String name) {
        return Optional.ofNullable(capabilities.get(name));
    }
}
