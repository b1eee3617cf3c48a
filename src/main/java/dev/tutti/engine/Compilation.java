package dev.tutti.engine;

import dev.tutti.policy.Finding;
import java.util.List;

/** What became of compiling a rule set. */
public sealed interface Compilation {

    /** It stands. */
    record Compiled(RuleBase ruleBase) implements Compilation {}

    /** It does not; every finding names a file and a line. */
    record Refused(List<Finding> findings) implements Compilation {}
}
