package dev.tutti.policy;

import dev.tutti.fact.TallyDeclaration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reading a rules folder gave: a rule set, or what has to be mended first. There is a rule set only when there is no
 * finding at all, for a rule set that lacks one policy would decide more laxly than its author meant.
 */
public final class RuleSetReading {

    private final @Nullable RuleSet ruleSet;
    private final @Nullable Estate estate;
    private final List<Finding> findings;
    private final Map<String, PolicyFolder.Read> sources;

    private RuleSetReading(
            @Nullable RuleSet ruleSet,
            @Nullable Estate estate,
            List<Finding> findings,
            Map<String, PolicyFolder.Read> sources) {
        this.ruleSet = ruleSet;
        this.estate = estate;
        this.findings = findings;
        this.sources = sources;
    }

    /** Reads everything in the folder and checks its form; never throws over what the folder holds. */
    public static RuleSetReading read(Path rulesDir) {
        return new RuleSetReader(rulesDir).read();
    }

    /** @param sources what was read of each policy, by its id */
    static RuleSetReading of(RuleSet ruleSet, Estate estate, Map<String, PolicyFolder.Read> sources) {
        return new RuleSetReading(ruleSet, estate, List.of(), Map.copyOf(sources));
    }

    static RuleSetReading of(List<Finding> findings) {
        return new RuleSetReading(
                null, null, findings.stream().sorted().distinct().toList(), Map.of());
    }

    public Optional<RuleSet> ruleSet() {
        return Optional.ofNullable(ruleSet);
    }

    /** The sample estate that all cases share; present when the rule set is. */
    public Optional<Estate> estate() {
        return Optional.ofNullable(estate);
    }

    /** Something that is wrong with a tally of this rule set and that its form does not show, at its place. */
    public Finding about(Policy policy, TallyDeclaration tally, String message) {
        PolicyFolder.Read source = sources.get(policy.id());
        if (source == null) {
            throw new IllegalArgumentException(policy.id() + " is not of this rule set");
        }
        return source.head().at("/tallies/" + policy.tallies().indexOf(tally) + "/key", message);
    }

    /** All of them, sorted by place. */
    public List<Finding> findings() {
        return findings;
    }
}
