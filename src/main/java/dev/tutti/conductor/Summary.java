package dev.tutti.conductor;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;

/** What the history keeps of a rule set: enough to say what a version consisted of, rules included. */
record Summary(String id, String title, String owner, String status, String folder, String drl) {

    static List<Summary> of(RuleSet ruleSet) {
        return ruleSet.policies().stream().map(Summary::of).toList();
    }

    private static Summary of(Policy policy) {
        return new Summary(
                policy.id(), policy.title(), policy.owner(), policy.status().name(), policy.folder(), policy.drl());
    }
}
