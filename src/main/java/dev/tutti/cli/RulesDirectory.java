package dev.tutti.cli;

import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import dev.tutti.policy.Status;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The rules folder that somebody named on the command line, and where to tell what is in it. */
final class RulesDirectory {

    private static final String PREFIX = "rules/";

    private final Path path;
    private final CommandLine commandLine;

    private RulesDirectory(Path path, CommandLine commandLine) {
        this.path = path;
        this.commandLine = commandLine;
    }

    /** @throws ParameterException when there is no such folder */
    static RulesDirectory of(Path path, @Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls");
        }
        if (!Files.isDirectory(path)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no folder " + path + "; name the rules folder with --rules DIR");
        }
        return new RulesDirectory(path, spec.commandLine());
    }

    RuleSetReading read() {
        return RuleSetReading.read(path);
    }

    PrintWriter out() {
        return commandLine.getOut();
    }

    PrintWriter err() {
        return commandLine.getErr();
    }

    ParameterException wrongUse(String message) {
        return new ParameterException(commandLine, message);
    }

    /** A path from {@code rules/} on, as somebody who named this folder finds it. */
    String shown(String fromRules) {
        return fromRules.startsWith(PREFIX)
                ? path.resolve(fromRules.substring(PREFIX.length())).toString().replace('\\', '/')
                : fromRules;
    }

    /** The finding as this somebody finds it; a compiler's message runs over several lines, here it takes one. */
    Finding shown(Finding finding) {
        String message = finding.message().strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return new Finding(shown(finding.file()), finding.line(), finding.column(), message);
    }

    /** The same rules, with every policy in force that is not out of use for good. */
    RuleSet everything(RuleSet ruleSet) {
        return new RuleSet(
                ruleSet.version(),
                ruleSet.policies().stream()
                        .filter(policy -> policy.status() != Status.RETIRED)
                        .map((Policy policy) -> policy.as(Status.ACTIVE))
                        .toList(),
                ruleSet.capabilities(),
                ruleSet.tables());
    }
}
