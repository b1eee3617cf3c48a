package dev.tutti.conductor;

import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;

/**
 * A tally that a rule set counts and that these partitions would tear apart: alerts that it counts together would be in
 * several of them. The service does not start over one.
 *
 * @param policy the one that declares it
 * @param why for people, with what to do about it
 */
public record TornTally(Policy policy, TallyDeclaration tally, String why) {

    /**
     * All of them, in the order of their names.
     *
     * @param key what {@code tutti.conductor.partition-key} says
     * @param partitions how many there are; one tears nothing apart
     * @throws IllegalArgumentException when alerts cannot be divided so; the text says why
     */
    public static List<TornTally> of(RuleSet ruleSet, List<String> key, int partitions) {
        Partitioning partitioning = Partitioning.of(key, partitions);
        return ruleSet.tallies().stream()
                .flatMap(tally -> partitioning
                        .tears("tally " + tally.name(), tally.parts())
                        .map(why -> new TornTally(declaring(ruleSet, tally), tally, why))
                        .stream())
                .toList();
    }

    private static Policy declaring(RuleSet ruleSet, TallyDeclaration tally) {
        return ruleSet.policies().stream()
                .filter(policy -> policy.tallies().contains(tally))
                .findFirst()
                .orElseThrow();
    }
}
