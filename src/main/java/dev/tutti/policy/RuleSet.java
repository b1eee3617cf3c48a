package dev.tutti.policy;

import dev.tutti.fact.Capability;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All policies and capabilities of one rules folder under one version. Two folders have the same version exactly when
 * they decide alike: it is a digest of everything that matters to decisions.
 *
 * @param version SHA-256 in hexadecimal
 * @param policies sorted by id, whatever their status
 * @param capabilities sorted by name
 * @param tables what policies are written as that are not written as rules, by their ids
 */
public record RuleSet(String version, List<Policy> policies, List<Capability> capabilities, Map<String, Table> tables) {

    private static final int SHORT = 12;

    public RuleSet {
        policies = policies.stream().sorted(Comparator.comparing(Policy::id)).toList();
        capabilities = capabilities.stream()
                .sorted(Comparator.comparing(Capability::name))
                .toList();
        tables = Map.copyOf(tables);
    }

    /** Policies that are all written as rules. */
    public RuleSet(String version, List<Policy> policies, List<Capability> capabilities) {
        this(version, policies, capabilities, Map.of());
    }

    /** The first characters of the version, for a person to read. */
    public String shortVersion() {
        return version.substring(0, Math.min(SHORT, version.length()));
    }

    /** What is compiled. */
    public List<Policy> active() {
        return policies.stream().filter(p -> p.status() == Status.ACTIVE).toList();
    }

    /**
     * What is counted, sorted by name. A policy in quarantine goes on counting: that does no harm, other policies may match
     * its tallies, and there is no gap when it is mended.
     */
    public List<TallyDeclaration> tallies() {
        return policies.stream()
                .filter(p -> p.status() == Status.ACTIVE || p.status() == Status.QUARANTINED)
                .flatMap(p -> p.tallies().stream())
                .sorted(Comparator.comparing(TallyDeclaration::name))
                .toList();
    }

    /** The capabilities whose actions are held because a judging policy is out of force by an error, and its ids. */
    public SortedMap<String, List<String>> quarantined() {
        return policies.stream()
                .filter(p -> p.status() == Status.QUARANTINED && p.judging())
                .flatMap(p -> p.capabilities().stream().map(c -> new Judged(c, p.id())))
                .collect(Collectors.groupingBy(
                        Judged::capability, TreeMap::new, Collectors.mapping(Judged::policy, Collectors.toList())));
    }

    /** The same with these policies out of force by an error; another version, since it decides otherwise. */
    public RuleSet quarantining(Set<String> ids) {
        List<Policy> rest = policies.stream()
                .map(policy -> ids.contains(policy.id()) ? policy.as(Status.QUARANTINED) : policy)
                .toList();
        String out = version + "\nwithout " + String.join(" ", new TreeSet<>(ids));
        return new RuleSet(Policy.sha256(out), rest, capabilities, tables);
    }

    /** The table that this policy is written as; empty when it is written as rules. */
    public Optional<Table> table(String policyId) {
        return Optional.ofNullable(tables.get(policyId));
    }

    /** The ids of the policies in force that ask for each capability: those that respond; the others only judge. */
    public SortedMap<String, List<String>> asking() {
        SortedMap<String, List<String>> asking = new TreeMap<>();
        active().stream()
                .filter(policy -> policy.phase() == Phase.RESPOND)
                .forEach(policy -> policy.capabilities()
                        .forEach(name -> asking.computeIfAbsent(name, capability -> new ArrayList<>())
                                .add(policy.id())));
        return asking;
    }

    public Optional<Policy> policy(String id) {
        return policies.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    public Optional<Capability> capability(String name) {
        return capabilities.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private record Judged(String capability, String policy) {}
}
