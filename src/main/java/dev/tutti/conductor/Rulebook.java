package dev.tutti.conductor;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.DrlLint;
import dev.tutti.engine.RuleBase;
import dev.tutti.policy.Finding;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.util.List;
import java.util.stream.Collectors;

/** The rule set that decides, compiled; fixed from start to stop. */
record Rulebook(RuleSet ruleSet, RuleBase ruleBase) {

    /** Reads, checks and compiles; a rule set with any finding is refused as a whole. */
    static Rulebook open(ConductorConfig config) {
        RuleSetReading reading = RuleSetReading.read(config.rules());
        refuse(config, reading.findings());
        RuleSet ruleSet = reading.ruleSet().orElseThrow();
        refuse(config, DrlLint.check(ruleSet));
        Compilation compilation = RuleBase.compile(ruleSet);
        if (compilation instanceof Compilation.Refused refused) {
            refuse(config, refused.findings());
        }
        return new Rulebook(ruleSet, ((Compilation.Compiled) compilation).ruleBase());
    }

    private static void refuse(ConductorConfig config, List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new IllegalStateException("the rules in " + config.rules().toAbsolutePath() + " cannot be used:\n"
                    + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
    }
}
