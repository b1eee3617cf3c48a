package dev.tutti.cli;

import dev.tutti.policy.Finding;
import dev.tutti.policy.MutationRecord;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import dev.tutti.replay.MutationResult;
import dev.tutti.replay.MutationReview;
import dev.tutti.replay.MutationRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti mutate}: changes one thing at a time in the rules of policies, and tells which changes no case notices. */
@Command(
        name = "mutate",
        description = {
            "Try the cases: change one constraint, operator, literal or pattern of a policy at a time, and see whether a"
                    + " case fails.",
            "A change that no case notices stands in rules/mutation.yaml with a reason, or is told here. Starts neither the"
                    + " service nor a database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tutti mutate TIM-003", "  tutti mutate --changed", "  tutti mutate --record"})
final class MutateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rules", paramLabel = "DIR", description = "the rules folder (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Option(names = "--json", description = "print one JSON document for machines")
    private boolean json;

    @Option(
            names = "--changed",
            description = "only policies whose rules or cases are not as they were when they were recorded")
    private boolean changed;

    @Option(
            names = "--record",
            description =
                    "write the figures to mutation.yaml in the rules folder, with the survivors, for each of which a"
                            + " reason is then to be written by hand")
    private boolean recording;

    @Parameters(paramLabel = "POLICY-ID", arity = "0..*", description = "such as TIM-003; without any, all")
    private List<String> policies = List.of();

    @Override
    public Integer call() throws IOException {
        RulesDirectory directory = RulesDirectory.of(rules, spec);
        RuleSetReading reading = directory.read();
        List<Finding> unreadable = new ArrayList<>(reading.findings());
        Optional<MutationRecord> record = MutationRecord.read(rules, unreadable);
        if (reading.ruleSet().isEmpty() || reading.estate().isEmpty() || record.isEmpty()) {
            unreadable.forEach(directory.err()::println);
            directory.err().println("tutti: nothing was tried; mend the rules first");
            return 1;
        }
        RuleSet ruleSet = reading.ruleSet().get();
        MutationReview review = new MutationReview(ruleSet, record.get());
        List<Policy> chosen = chosen(ruleSet, review, directory);
        List<MutationResult> results = new MutationRun(ruleSet, reading.estate().get()).of(chosen);
        MutationReport report = new MutationReport(results, review, review.outdated(results), directory);
        if (json) {
            report.printJson();
        } else {
            report.print();
        }
        if (recording) {
            Files.writeString(
                    rules.resolve(MutationRecord.FILE), review.with(results).text());
        }
        return report.good() ? 0 : 1;
    }

    private List<Policy> chosen(RuleSet ruleSet, MutationReview review, RulesDirectory directory) {
        for (String id : policies) {
            if (ruleSet.policy(id).isEmpty()) {
                throw directory.wrongUse("there is no policy " + id + " in " + rules);
            }
        }
        return (changed ? review.changed() : ruleSet.policies())
                .stream()
                        .filter(policy -> policies.isEmpty() || policies.contains(policy.id()))
                        .toList();
    }
}
