package dev.tutti.engine;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every mutant of a policy: each has one constraint, operator, literal or pattern changed, or one cell of its table. None says the same as the policy
 * itself or as another, and no two have the same name.
 */
public final class Mutants {

    private final List<MutantSource> sources;

    Mutants(List<MutantSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Mutants of policies of this rule set; what one of them says instead of a capability is another of these. */
    public static Mutants in(RuleSet ruleSet) {
        return new Mutants(List.of(new TableMutants(ruleSet), new RuleMutants(ruleSet)));
    }

    /** Its mutants, in the order of its text. */
    public List<Mutant> of(Policy policy) {
        Set<String> said = new HashSet<>(Set.of(RuleText.normal(policy.drl())));
        Map<String, Integer> named = new HashMap<>();
        Map<String, Mutant> mutants = new LinkedHashMap<>();
        for (MutantSource source : sources) {
            for (Mutant mutant : source.of(policy)) {
                if (said.add(RuleText.normal(mutant.drl()))) {
                    Mutant distinct = distinct(mutant, named.merge(mutant.name(), 1, Integer::sum));
                    mutants.put(distinct.name(), distinct);
                }
            }
        }
        return new ArrayList<>(mutants.values());
    }

    /** The same change may be possible in two places of one rule. */
    private static Mutant distinct(Mutant mutant, int time) {
        return time == 1
                ? mutant
                : new Mutant(
                        mutant.policyId(),
                        mutant.rule(),
                        mutant.file(),
                        mutant.line(),
                        mutant.column(),
                        mutant.change() + " (" + time + ")",
                        mutant.drl(),
                        mutant.refused());
    }
}
