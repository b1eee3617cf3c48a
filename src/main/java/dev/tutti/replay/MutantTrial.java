package dev.tutti.replay;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.DrlLint;
import dev.tutti.engine.Mutant;
import dev.tutti.engine.Variants;
import dev.tutti.policy.Estate;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays cases against one mutant after the other until one fails. */
final class MutantTrial {

    private static final String NEVER_ENDED = "never came to its end";

    private final RuleSet ruleSet;
    private final Estate estate;
    private final Variants variants;
    private final Bounded bounded;
    /** What lint says of the rules as they are is not a mutant's doing. */
    private final Set<String> usual;

    MutantTrial(RuleSet ruleSet, Estate estate, Variants variants, Bounded bounded) {
        this.ruleSet = ruleSet;
        this.estate = estate;
        this.variants = variants;
        this.bounded = bounded;
        this.usual = Set.copyOf(complaints(ruleSet));
    }

    /** @param cases in the order in which they are played */
    TriedMutant of(Mutant mutant, List<PolicyCase> cases) {
        if (!variants.compiles(mutant)) {
            return new TriedMutant(mutant, Fate.NOT_VIABLE, "does not compile");
        }
        Optional<String> killer = bounded.of(() -> killer(mutant, cases)).orElse(Optional.of(NEVER_ENDED));
        return killer.map(why -> new TriedMutant(mutant, Fate.KILLED, why))
                .or(() -> refused(mutant).map(why -> new TriedMutant(mutant, Fate.NOT_VIABLE, why)))
                .orElseGet(() -> new TriedMutant(mutant, Fate.SURVIVED, ""));
    }

    private Optional<String> killer(Mutant mutant, List<PolicyCase> cases) {
        try (CaseRunner runner = new CaseRunner(
                ruleSet, estate, takingPart -> new Compilation.Compiled(variants.base(takingPart, mutant)))) {
            for (PolicyCase policyCase : cases) {
                if (!passes(runner, policyCase)) {
                    return Optional.of(policyCase.path());
                }
            }
            return Optional.empty();
        }
    }

    /** The same case passed with the rules as they are, so whatever is thrown is the mutant's doing. */
    private static boolean passes(CaseRunner runner, PolicyCase policyCase) {
        try {
            return runner.run(policyCase).passed();
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    private Optional<String> refused(Mutant mutant) {
        if (!mutant.refused().isEmpty()) {
            return Optional.of("lint refuses it: " + mutant.refused());
        }
        List<Policy> policies = ruleSet.policies().stream()
                .map(policy -> policy.id().equals(mutant.policyId()) ? policy.saying(mutant.drl()) : policy)
                .toList();
        return complaints(new RuleSet(ruleSet.version(), policies, ruleSet.capabilities())).stream()
                .filter(complaint -> !usual.contains(complaint))
                .findFirst()
                .map(complaint -> "lint refuses it: " + complaint);
    }

    private static List<String> complaints(RuleSet rules) {
        return DrlLint.check(rules).stream().map(Finding::message).toList();
    }
}
