package dev.tutti.cli;

import dev.tutti.conductor.TornTally;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.DrlLint;
import dev.tutti.engine.RuleBase;
import dev.tutti.policy.Finding;
import dev.tutti.policy.MutationRecord;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.io.IOException;
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
            "Prints file:line:column: message for each finding. Starts neither the service nor a database.",
            "A tally that several partitions would tear apart is one too. How alerts are divided is taken from where the"
                    + " service takes it: tutti.conductor.partitions and tutti.conductor.partition-key as system"
                    + " properties, as environment variables, or in config/application.properties. Who has none of these"
                    + " at hand names the key."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tutti lint", "  tutti lint --rules /etc/tutti/rules", "  tutti lint --partition-key tenant,host"})
final class LintCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rules", paramLabel = "DIR", description = "the rules folder (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Option(
            names = "--partition-key",
            paramLabel = "WORD",
            split = ",",
            description =
                    "by which components of an alert several partitions divide them: tenant, source, rule, sourceIp,"
                            + " targetIp, host, user (default: as configured)")
    private List<String> partitionKey = List.of();

    @Override
    public Integer call() throws IOException {
        RulesDirectory directory = RulesDirectory.of(rules, spec);
        RuleSetReading reading = directory.read();
        Stream<Finding> deeper = reading.ruleSet().stream().flatMap(ruleSet -> check(ruleSet, directory).stream());
        List<Finding> recorded = new ArrayList<>();
        MutationRecord.read(rules, recorded).map(MutationRecord::unexplained).ifPresent(recorded::addAll);
        List<Finding> findings = Stream.of(
                        reading.findings().stream(), deeper, torn(reading, directory).stream(), recorded.stream())
                .flatMap(found -> found)
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

    private List<Finding> torn(RuleSetReading reading, RulesDirectory directory) throws IOException {
        try {
            PartitionSettings configured = PartitionSettings.in(Path.of(""));
            PartitionSettings settings = partitionKey.isEmpty() ? configured : configured.by(partitionKey);
            return reading.ruleSet().stream()
                    .flatMap(ruleSet -> TornTally.of(ruleSet, settings.key(), settings.number()).stream())
                    .map(torn -> reading.about(torn.policy(), torn.tally(), torn.why()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw directory.wrongUse(String.valueOf(e.getMessage()));
        }
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
