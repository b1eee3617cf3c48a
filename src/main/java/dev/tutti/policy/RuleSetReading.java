package dev.tutti.policy;

import java.nio.file.Path;
import java.util.List;
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

    private RuleSetReading(@Nullable RuleSet ruleSet, @Nullable Estate estate, List<Finding> findings) {
        this.ruleSet = ruleSet;
        this.estate = estate;
        this.findings = findings;
    }

    /** Reads everything in the folder and checks its form; never throws over what the folder holds. */
    public static RuleSetReading read(Path rulesDir) {
        return new RuleSetReader(rulesDir).read();
    }

    static RuleSetReading of(RuleSet ruleSet, Estate estate) {
        return new RuleSetReading(ruleSet, estate, List.of());
    }

    static RuleSetReading of(List<Finding> findings) {
        return new RuleSetReading(
                null, null, findings.stream().sorted().distinct().toList());
    }

    public Optional<RuleSet> ruleSet() {
        return Optional.ofNullable(ruleSet);
    }

    /** The sample estate that all cases share; present when the rule set is. */
    public Optional<Estate> estate() {
        return Optional.ofNullable(estate);
    }

    /** All of them, sorted by place. */
    public List<Finding> findings() {
        return findings;
    }
}
