package dev.tutti.replay;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.Mutant;
import dev.tutti.engine.Mutants;
import dev.tutti.engine.Variants;
import dev.tutti.policy.Estate;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries the mutants of policies: each is put in the place of its policy, and cases are played until one fails. A policy's own
 * cases are played first, then those of others in which its rules are in force.
 *
 * <p>Compiling is what takes long, so the mutants of many policies are compiled together, and played by several threads.
 */
public final class MutationRun {

    /** So many mutants share one compilation: enough to make that of the other rules cheap, few enough for the memory. */
    private static final int BATCH = 150;

    /** A case takes milliseconds; one that takes this long for all of them does not end. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final RuleSet ruleSet;
    private final Estate estate;
    private final List<PolicyCase> cases;
    private final Map<PolicyCase, List<String>> inForce = new ConcurrentHashMap<>();
    private final Map<PolicyCase, Boolean> sound = new ConcurrentHashMap<>();

    public MutationRun(RuleSet ruleSet, Estate estate) {
        this.ruleSet = ruleSet;
        this.estate = estate;
        try (CaseRunner runner = new CaseRunner(ruleSet, estate)) {
            this.cases = runner.cases();
            cases.forEach(policyCase -> inForce.put(policyCase, runner.inForce(policyCase)));
        }
    }

    /**
     * Tries all mutants of these policies, as far as they are not retired.
     *
     * @throws IllegalStateException when a case fails with the rules as they are
     */
    public List<MutationResult> of(Collection<Policy> policies) {
        Mutants source = Mutants.in(ruleSet);
        List<List<Mutant>> batches = new ArrayList<>();
        List<Policy> mutated = policies.stream()
                .filter(policy -> policy.status() != Status.RETIRED)
                .toList();
        for (Policy policy : mutated) {
            List<Mutant> mutants = source.of(policy);
            if (batches.isEmpty() || batches.get(batches.size() - 1).size() + mutants.size() > BATCH) {
                batches.add(new ArrayList<>());
            }
            batches.get(batches.size() - 1).addAll(mutants);
        }
        List<TriedMutant> tried = tryAll(batches);
        return mutated.stream()
                .map(policy -> new MutationResult(
                        policy,
                        tried.stream()
                                .filter(one -> one.mutant().policyId().equals(policy.id()))
                                .toList()))
                .toList();
    }

    private List<TriedMutant> tryAll(List<List<Mutant>> batches) {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Bounded bounded = new Bounded(LONGEST)) {
            List<Future<List<TriedMutant>>> results = batches.stream()
                    .map(batch -> workers.submit(() -> tryBatch(batch, bounded)))
                    .toList();
            List<TriedMutant> tried = new ArrayList<>();
            for (Future<List<TriedMutant>> result : results) {
                tried.addAll(Waiting.on(result));
            }
            return tried;
        } finally {
            workers.shutdownNow();
        }
    }

    private List<TriedMutant> tryBatch(List<Mutant> batch, Bounded bounded) {
        try (Variants variants = Variants.compile(ruleSet, batch)) {
            MutantTrial trial = new MutantTrial(ruleSet, estate, variants, bounded);
            Map<String, List<PolicyCase>> playing = new HashMap<>();
            List<TriedMutant> tried = new ArrayList<>();
            for (Mutant mutant : batch) {
                List<PolicyCase> order =
                        playing.computeIfAbsent(mutant.policyId(), id -> new ArrayList<>(casesFor(id, variants)));
                TriedMutant result = trial.of(mutant, order);
                tried.add(result);
            }
            return tried;
        }
    }

    /** All cases in which the policy's rules are in force: its own first, and those with few other policies before others. */
    private List<PolicyCase> casesFor(String policyId, Variants variants) {
        List<PolicyCase> order = cases.stream()
                .filter(policyCase ->
                        inForce.getOrDefault(policyCase, List.of()).contains(policyId))
                .sorted(Comparator.comparing((PolicyCase c) -> !c.policy().id().equals(policyId))
                        .thenComparing(c -> inForce.getOrDefault(c, List.of()).size())
                        .thenComparing(c -> String.join(",", inForce.getOrDefault(c, List.of())))
                        .thenComparing(PolicyCase::path))
                .toList();
        try (CaseRunner runner =
                new CaseRunner(ruleSet, estate, takingPart -> new Compilation.Compiled(variants.base(takingPart)))) {
            for (PolicyCase policyCase : order) {
                if (!sound.computeIfAbsent(policyCase, one -> runner.run(one).passed())) {
                    throw new IllegalStateException(
                            policyCase.path() + " fails with the rules as they are; mend it first, see tutti test");
                }
            }
        }
        return order;
    }
}
