package dev.tutti.conductor;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;

/** What the history keeps of a rule set: enough to say what a version consisted of, rules and what they count included. */
record Summary(String id, String title, String owner, String status, String folder, String drl, List<Counted> tallies) {

    /** A tally, in the words of its declaration; what it does not restrict is {@code ""}. */
    record Counted(
            String name,
            String kind,
            String minSeverity,
            String source,
            String rule,
            String technique,
            List<String> key,
            String window,
            String distinct) {

        private static Counted of(TallyDeclaration tally) {
            return new Counted(
                    tally.name(),
                    tally.counts().kind().map(Enum::name).orElse(""),
                    tally.counts().minSeverity().name(),
                    tally.counts().source(),
                    tally.counts().rule(),
                    tally.counts().technique(),
                    tally.key().stream().map(AlertComponent::word).toList(),
                    tally.window().toString(),
                    tally.distinct().map(AlertComponent::word).orElse(""));
        }
    }

    static List<Summary> of(RuleSet ruleSet) {
        return ruleSet.policies().stream().map(Summary::of).toList();
    }

    private static Summary of(Policy policy) {
        return new Summary(
                policy.id(),
                policy.title(),
                policy.owner(),
                policy.status().name(),
                policy.folder(),
                policy.drl(),
                policy.tallies().stream().map(Counted::of).toList());
    }
}
