package dev.tutti.cli;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import dev.tutti.policy.Status;
import dev.tutti.replay.CaseResult;
import dev.tutti.replay.CaseRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti test}: plays the cases of policies and tells where something else happens than they say. */
@Command(
        name = "test",
        description = {
            "Play the cases of all policies, or of those named.",
            "A case fails on any proposal, judgement or dispatch that it does not list, and on any listed one that does not"
                    + " happen. Starts neither the service nor a database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tutti test", "  tutti test TIM-003 MOD-002", "  tutti test --rules /etc/tutti/rules --json"})
final class TestCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rules", paramLabel = "DIR", description = "the rules folder (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Option(names = "--json", description = "print one JSON document for machines")
    private boolean json;

    @Parameters(paramLabel = "POLICY-ID", arity = "0..*", description = "such as TIM-003; without any, all")
    private List<String> policies = List.of();

    @Override
    public Integer call() throws IOException {
        RulesDirectory directory = RulesDirectory.of(rules, spec);
        RuleSetReading reading = directory.read();
        if (reading.ruleSet().isEmpty() || reading.estate().isEmpty()) {
            reading.findings().forEach(directory.err()::println);
            directory.err().println("tutti: no case was played; mend the rules first");
            return 1;
        }
        RuleSet ruleSet = reading.ruleSet().get();
        List<Policy> tested = tested(ruleSet, directory);
        List<CaseResult> results = new ArrayList<>();
        try (CaseRunner runner = new CaseRunner(ruleSet, reading.estate().get())) {
            runner.cases().stream()
                    .filter(policyCase -> tested.contains(policyCase.policy()))
                    .forEach(policyCase -> results.add(runner.run(policyCase)));
        }
        results.sort(
                Comparator.comparing((CaseResult r) -> r.policyCase().policy().id())
                        .thenComparing(r -> r.policyCase().path()));
        TestReport report = new TestReport(results, directory);
        if (json) {
            report.printJson();
        } else {
            report.print();
        }
        tested.stream()
                .filter(policy -> policy.status() == Status.RETIRED)
                .forEach(policy ->
                        directory.err().println("tutti: " + policy.id() + " is retired; its cases were not played"));
        if (results.isEmpty()) {
            directory.err().println("tutti: no case was played");
            return 1;
        }
        return results.stream().allMatch(CaseResult::passed) ? 0 : 1;
    }

    private List<Policy> tested(RuleSet ruleSet, RulesDirectory directory) {
        for (String id : policies) {
            if (ruleSet.policy(id).isEmpty()) {
                throw directory.wrongUse("there is no policy " + id + " in " + rules);
            }
        }
        return ruleSet.policies().stream()
                .filter(policy -> policies.isEmpty() || policies.contains(policy.id()))
                .toList();
    }
}
