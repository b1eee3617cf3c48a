package dev.tutti.replay;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Docket;
import dev.tutti.decision.PolicyTerms;
import dev.tutti.decision.Terms;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.Partition;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.policy.Estate;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays cases, each on a partition of its own that has heard nothing but the sample estate.
 *
 * <p>Compiling a rule set costs far more than playing a case. The rules of the last case are kept, and {@link #cases} puts
 * cases that need the same ones next to each other. One thread; close it to free the rules.
 */
public final class CaseRunner implements AutoCloseable {

    /** What the capabilities' connectors are called, so that approvals have something to be bound to. */
    private static final String PROVIDERS = "case";

    private final RuleSet ruleSet;
    private final List<Context> estate;
    private final Function<RuleSet, Compilation> compiler;
    private List<String> compiledFor = List.of();
    private Compilation compilation = new Compilation.Refused(List.of());

    public CaseRunner(RuleSet ruleSet, Estate estate) {
        this(ruleSet, estate, RuleBase::compile);
    }

    /** @param compiler makes rule bases of the policies that take part; it may make others of them than they say */
    CaseRunner(RuleSet ruleSet, Estate estate, Function<RuleSet, Compilation> compiler) {
        this.ruleSet = ruleSet;
        this.estate = estate.facts();
        this.compiler = compiler;
    }

    /** The cases of every policy that is not retired, those that need the same rules next to each other. */
    public List<PolicyCase> cases() {
        return ruleSet.policies().stream()
                .filter(policy -> policy.status() != Status.RETIRED)
                .flatMap(policy -> PolicyCase.of(policy).stream())
                .sorted(Comparator.comparing((PolicyCase c) -> String.join(",", active(takingPart(c))))
                        .thenComparing(PolicyCase::path))
                .toList();
    }

    /** The ids of the policies whose rules are in force in this case. */
    List<String> inForce(PolicyCase policyCase) {
        return active(takingPart(policyCase));
    }

    /** Plays the case. */
    public CaseResult run(PolicyCase policyCase) {
        RuleSet takingPart = takingPart(policyCase);
        if (compile(takingPart) instanceof Compilation.Compiled compiled) {
            try (Partition partition = new Partition(compiled.ruleBase(), docket(takingPart))) {
                return new CaseRun(policyCase, partition).play(estate);
            }
        }
        String why = ((Compilation.Refused) compilation)
                .findings().stream().map(Finding::toString).collect(Collectors.joining("; "));
        return CaseRun.halted(policyCase, policyCase.begin(), "the rules do not compile, see tutti lint: " + why);
    }

    @Override
    public void close() {
        if (compilation instanceof Compilation.Compiled compiled) {
            compiled.ruleBase().close();
        }
        compilation = new Compilation.Refused(List.of());
        compiledFor = List.of();
    }

    private Compilation compile(RuleSet takingPart) {
        List<String> needed = active(takingPart);
        if (!needed.equals(compiledFor)) {
            close();
            compilation = compiler.apply(takingPart);
            compiledFor = needed;
        }
        return compilation;
    }

    /**
     * What a case names takes part even if it is a draft, for a draft is written together with its cases; and a policy under
     * quarantine takes part in its own cases, which show whether it is mended.
     */
    private RuleSet takingPart(PolicyCase policyCase) {
        List<Policy> policies = ruleSet.policies().stream()
                .filter(policy -> !policyCase.restricted() || policyCase.names(policy.id()))
                .map(policy -> {
                    boolean own = policy.id().equals(policyCase.policy().id());
                    boolean draft = policy.status() == Status.DRAFT && policyCase.names(policy.id());
                    return own || draft ? policy.as(Status.ACTIVE) : policy;
                })
                .toList();
        return new RuleSet(ruleSet.version(), policies, ruleSet.capabilities());
    }

    private static List<String> active(RuleSet takingPart) {
        return takingPart.active().stream().map(Policy::id).toList();
    }

    private static Docket docket(RuleSet takingPart) {
        Terms terms = new Terms(
                Step.TENANT,
                takingPart.version(),
                takingPart.capabilities().stream().collect(Collectors.toMap(Capability::name, Function.identity())),
                takingPart.quarantined(),
                capability -> PROVIDERS,
                Terms.VOTE_VALIDITY,
                takingPart.active().stream()
                        .map(policy ->
                                PolicyTerms.of(policy.id(), policy.owner(), policy.ruleDigest(), policy.reviewBy()))
                        .toList());
        return new Docket(terms, new BudgetLedger());
    }
}
