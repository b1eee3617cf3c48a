package dev.tutti.cli;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.DrlLint;
import dev.tutti.engine.RuleBase;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti lint}: everything that must be mended before the rules can be used, in the form that editors jump to. */
@Command(
        name = "lint",
        description = {
            "Check the form of policies, rules and cases.",
            "Prints file:line:column: message for each finding. Starts neither the service nor a database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tutti lint", "  tutti lint --rules /etc/tutti/rules"})
final class LintCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rules", paramLabel = "DIR", description = "the rules folder (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Override
    public Integer call() {
        RulesDirectory directory = RulesDirectory.of(rules, spec);
        RuleSetReading reading = directory.read();
        Stream<Finding> deeper = reading.ruleSet().stream().flatMap(ruleSet -> check(ruleSet, directory).stream());
        List<Finding> findings = Stream.concat(reading.findings().stream(), deeper)
                .map(directory::shown)
                .sorted()
                .distinct()
                .toList();
        PrintWriter out = directory.out();
        findings.forEach(out::println);
        out.println(summary(findings.size(), reading));
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }

    private static List<Finding> check(RuleSet ruleSet, RulesDirectory directory) {
        List<Finding> findings = new ArrayList<>(DrlLint.check(ruleSet));
        if (findings.isEmpty()) {
            // Nothing that a check refused reaches the compiler. What is only a draft has to compile as well, so that
            // it can be tested.
            RuleSet everything = directory.everything(ruleSet);
            if (!compile(everything).isEmpty()) {
                // One error hides those of other policies, so each is compiled alone; they do not depend on each other.
                for (Policy policy : everything.policies()) {
                    findings.addAll(
                            compile(new RuleSet(everything.version(), List.of(policy), everything.capabilities())));
                }
            }
        }
        return findings;
    }

    private static List<Finding> compile(RuleSet ruleSet) {
        Compilation compilation = RuleBase.compile(ruleSet);
        if (compilation instanceof Compilation.Compiled compiled) {
            compiled.ruleBase().close();
        }
        return compilation instanceof Compilation.Refused refused ? refused.findings() : List.of();
    }

    private static String summary(int findings, RuleSetReading reading) {
        if (findings > 0) {
            return findings == 1 ? "1 finding" : findings + " findings";
        }
        return reading.ruleSet()
                .map(ruleSet -> "no findings in %d policies, version %s"
                        .formatted(ruleSet.policies().size(), ruleSet.shortVersion()))
                .orElse("no findings");
    }
}
