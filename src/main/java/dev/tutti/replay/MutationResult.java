package dev.tutti.replay;

import dev.tutti.engine.Mutant;
import dev.tutti.policy.Policy;
import java.util.List;

/**
 * What became of the mutants of one policy.
 *
 * @param tried in the order of the policy's text
 */
public record MutationResult(Policy policy, List<TriedMutant> tried) {

    public MutationResult {
        tried = List.copyOf(tried);
    }

    public int count(Fate fate) {
        return (int) tried.stream().filter(one -> one.fate() == fate).count();
    }

    public List<Mutant> survivors() {
        return tried.stream()
                .filter(TriedMutant::survived)
                .map(TriedMutant::mutant)
                .toList();
    }
}
