package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Capability;
import dev.tutti.fact.TargetType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What holds for every action of a partition as long as one rule set and one set of connectors do.
 *
 * @param quarantined ids of the judging policies out of force by an error, by the capability that they judge
 * @param providers the digest, by addressee, of the connector instance that it goes to and of its manifest
 * @param voteValidity how long a vote counts
 * @param policies those that are in force
 */
public record Terms(
        String partition,
        String ruleSetVersion,
        Map<String, Capability> capabilities,
        Map<String, List<String>> quarantined,
        UnaryOperator<String> providers,
        Duration voteValidity,
        List<PolicyTerms> policies) {

    /** How long a vote counts unless configured otherwise. */
    public static final Duration VOTE_VALIDITY = Duration.ofHours(8);

    private static final Duration USEFUL_FOR = Duration.ofDays(1);

    /** Terms in which nothing is known of the policies. */
    public Terms(
            String partition,
            String ruleSetVersion,
            Map<String, Capability> capabilities,
            Map<String, List<String>> quarantined,
            UnaryOperator<String> providers,
            Duration voteValidity) {
        this(partition, ruleSetVersion, capabilities, quarantined, providers, voteValidity, List.of());
    }

    /** Whether any tool can be asked for this. */
    public boolean knows(String capability) {
        return capabilities.containsKey(capability);
    }

    /** Whether it is undone when its lease runs out; what only tells somebody something never is. */
    boolean reversible(Action action) {
        return !action.notice()
                && capability(action).map(Capability::reversible).orElse(false);
    }

    /** Whether people do it instead of a tool. */
    boolean byPeople(String capability) {
        return Optional.ofNullable(capabilities.get(capability))
                .map(Capability::byPeople)
                .orElse(false);
    }

    /** When an action that took effect at this time is over. */
    long leaseEnd(Action action, long now) {
        return now + lease(action).toMillis();
    }

    /** How long the action stands: as policies said, else as its capability does. */
    Duration lease(Action action) {
        return action.leaseMinutes() > 0
                ? Duration.ofMinutes(action.leaseMinutes())
                : capability(action).map(Capability::lease).orElse(Duration.ZERO);
    }

    long usefulUntil(String capability, long now) {
        Duration useful = Optional.ofNullable(capabilities.get(capability))
                .map(Capability::usefulFor)
                .orElse(USEFUL_FOR);
        return now + useful.toMillis();
    }

    /** What kind of thing it acts on; of what nobody knows, nothing is covered and everything is asked. */
    TargetType target(Action action) {
        return target(action.request().capability());
    }

    TargetType target(String capability) {
        return Optional.ofNullable(capabilities.get(capability))
                .map(Capability::target)
                .orElse(TargetType.SUBJECT);
    }

    /** What votes on it are bound to. */
    String digest(ActionRequested request) {
        return ApprovalDigest.of(request, providers.apply(request.addressee()));
    }

    private Optional<Capability> capability(Action action) {
        return Optional.ofNullable(capabilities.get(action.request().capability()));
    }
}
