package dev.tutti.replay;

import java.util.List;

/**
 * What became of one case.
 *
 * @param differences in the order of time; none when it passed
 */
public record CaseResult(PolicyCase policyCase, List<Difference> differences) {

    public CaseResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
