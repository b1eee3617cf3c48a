package dev.tutti.engine;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kie.api.builder.Message;

/**
 * The rules of a rule set and those of many mutants, compiled at once: a compilation for each mutant would take hundreds of
 * times as long. Each rule is a package of its own, and a rule base is made of the packages that one mutant needs.
 *
 * <p>Compiling is done by one thread at a time, the bases may be used by several. Close it when they are closed.
 */
public final class Variants implements AutoCloseable {

    private static final Object ONE_COMPILER = new Object();

    /** What a policy says in one rule. */
    private record Said(String policyId, String rule) {}

    private final Map<Said, RuleUnit> units = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> folders;
    private final Set<RuleUnit> broken = new HashSet<>();
    private final CompiledRules rules;

    private Variants(RuleSet ruleSet, List<Mutant> mutants) {
        this.folders = ruleSet.policies().stream().collect(Collectors.toMap(Policy::id, Policy::folder));
        ruleSet.policies().stream()
                .filter(policy -> policy.status() != Status.RETIRED)
                .forEach(policy -> add(policy.id(), policy.drl()));
        Set<RuleUnit> sound = Set.copyOf(units.values());
        mutants.forEach(mutant -> add(mutant.policyId(), mutant.drl()));
        for (RuleUnit unit : units.values()) {
            if (!sound.contains(unit) && (unit.shapes().isEmpty() || unit.lacksAVariable())) {
                broken.add(unit);
            }
        }
        this.rules = compile(sound);
        rules.hold();
    }

    /**
     * Compiles them.
     *
     * @throws IllegalStateException when the rules do not compile as they are, without any mutant
     */
    public static Variants compile(RuleSet ruleSet, List<Mutant> mutants) {
        synchronized (ONE_COMPILER) {
            return new Variants(ruleSet, mutants);
        }
    }

    /** Whether the rules of this mutant are rules at all. */
    public boolean compiles(Mutant mutant) {
        List<String> said = RuleUnit.split(mutant.drl());
        return !said.isEmpty()
                && said.stream().noneMatch(rule -> broken.contains(units.get(new Said(mutant.policyId(), rule))));
    }

    /** The active policies of this rule set as they are. */
    public RuleBase base(RuleSet takingPart) {
        return base(takingPart, Map.of());
    }

    /** The active policies of this rule set, one of them as this mutant has it. */
    public RuleBase base(RuleSet takingPart, Mutant mutant) {
        return base(takingPart, Map.of(mutant.policyId(), mutant.drl()));
    }

    private RuleBase base(RuleSet takingPart, Map<String, String> otherwise) {
        List<RuleShape> shapes = new ArrayList<>();
        for (Policy policy : takingPart.active()) {
            String drl = otherwise.getOrDefault(policy.id(), policy.drl());
            for (String rule : RuleUnit.split(drl)) {
                RuleUnit unit = units.get(new Said(policy.id(), rule));
                if (unit == null || broken.contains(unit)) {
                    throw new IllegalArgumentException("this was not compiled: " + rule);
                }
                shapes.addAll(unit.shapes());
            }
        }
        return RuleBase.of(takingPart, shapes, rules);
    }

    private void add(String policyId, String drl) {
        for (String rule : RuleUnit.split(drl)) {
            units.computeIfAbsent(new Said(policyId, rule), said -> {
                int number = numbers.merge(policyId, 1, Integer::sum);
                return RuleUnit.of(policyId, folders.get(policyId) + "/unit" + number, rule);
            });
        }
    }

    /** Leaves out whatever the compiler refuses, until it refuses nothing. */
    private CompiledRules compile(Set<RuleUnit> sound) {
        while (true) {
            List<RuleUnit> left = units.values().stream()
                    .filter(unit -> !broken.contains(unit))
                    .toList();
            List<RuleUnit> doubtful =
                    left.stream().filter(unit -> !sound.contains(unit)).toList();
            List<String> complaints = new ArrayList<>();
            Optional<CompiledRules> compiled = tried(left, complaints);
            if (compiled.isPresent()) {
                return compiled.get();
            }
            // The compiler names most of what it refuses, and not all of it at once.
            List<RuleUnit> refused = doubtful.stream()
                    .filter(unit -> complaints.stream().anyMatch(path -> path.contains(unit.folder() + "/")))
                    .toList();
            broken.addAll(refused.isEmpty() ? refusedOf(doubtful) : refused);
            if (doubtful.stream().noneMatch(broken::contains)) {
                throw new IllegalStateException("the rules do not compile as they are, see tutti lint: " + complaints);
            }
        }
    }

    /** Those that the compiler refuses, found by halves. */
    private static List<RuleUnit> refusedOf(List<RuleUnit> doubtful) {
        Optional<CompiledRules> compiled = doubtful.isEmpty() ? Optional.empty() : tried(doubtful, new ArrayList<>());
        compiled.ifPresent(rules -> {
            rules.hold();
            rules.letGo();
        });
        if (doubtful.size() < 2 || compiled.isPresent()) {
            return compiled.isPresent() ? List.of() : doubtful;
        }
        int half = doubtful.size() / 2;
        List<RuleUnit> refused = new ArrayList<>(refusedOf(doubtful.subList(0, half)));
        refused.addAll(refusedOf(doubtful.subList(half, doubtful.size())));
        return refused;
    }

    private static Optional<CompiledRules> tried(Collection<RuleUnit> units, List<String> complaints) {
        Build build;
        try {
            build = new Build("variants", units.stream().collect(Collectors.toMap(RuleUnit::folder, RuleUnit::drl)));
        } catch (RuntimeException e) {
            complaints.add(String.valueOf(e.getMessage())); // the compiler's own way to refuse some conditions
            return Optional.empty();
        }
        if (build.errors().isEmpty()) {
            return Optional.of(build.rules());
        }
        for (Message error : build.errors()) {
            complaints.add(error.getPath() + ": " + error.getText());
        }
        build.discard();
        return Optional.empty();
    }

    /** Rule bases that were made of it live on until they are closed themselves. */
    @Override
    public void close() {
        rules.letGo();
    }
}
