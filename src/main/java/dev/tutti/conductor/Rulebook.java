package dev.tutti.conductor;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.DrlLint;
import dev.tutti.engine.RuleBase;
import dev.tutti.policy.Finding;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        RuleBase ruleBase = ((Compilation.Compiled) compilation).ruleBase();
        refuseShorter(config, Duration.ofMillis(ruleBase.eventHorizon()));
        return new Rulebook(ruleSet, ruleBase);
    }

    /** A restart would forget events that a window has seen. */
    private static void refuseShorter(ConductorConfig config, Duration needed) {
        config.eventHorizon().filter(given -> given.compareTo(needed) < 0).ifPresent(given -> {
            throw new IllegalStateException("tutti.conductor.event-horizon is " + given
                    + ", but the active policies look back as far as " + needed + "; leave it out or make it longer");
        });
    }

    private static void refuse(ConductorConfig config, List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new IllegalStateException("the rules in " + config.rules().toAbsolutePath() + " cannot be used:\n"
                    + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
    }

    /**
     * The same without policies that failed. A policy that relies on a concept of theirs is out of force with them:
     * without the concept it would conclude otherwise, and in silence.
     */
    Rulebook without(Set<String> failed) {
        Set<String> out = new TreeSet<>(failed);
        out.addAll(ruleBase.relyingOn(failed));
        RuleSet rest = ruleSet.quarantining(out);
        return new Rulebook(rest, ruleBase.without(out, rest.version()));
    }
}
