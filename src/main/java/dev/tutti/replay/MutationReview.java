package dev.tutti.replay;

import dev.tutti.engine.Mutant;
import dev.tutti.engine.Mutants;
import dev.tutti.policy.Finding;
import dev.tutti.policy.MutationRecord;
import dev.tutti.policy.MutationRecord.Accepted;
import dev.tutti.policy.MutationRecord.Entry;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what became of mutants against the record: which survivors nobody gave a reason for, and what the record says that is
 * not so any more.
 */
public final class MutationReview {

    private final RuleSet ruleSet;
    private final MutationRecord record;
    private final MutationDigest digest;

    public MutationReview(RuleSet ruleSet, MutationRecord record) {
        this.ruleSet = ruleSet;
        this.record = record;
        this.digest = new MutationDigest(ruleSet);
    }

    /** The policies that are not as they were when they were recorded, or were never recorded. */
    public List<Policy> changed() {
        return ruleSet.policies().stream()
                .filter(policy -> policy.status() != Status.RETIRED)
                .filter(policy -> record.of(policy.id())
                        .filter(entry -> entry.digest().equals(digest.of(policy)))
                        .isEmpty())
                .toList();
    }

    /** The changed ones of those that were tried before. */
    List<Policy> changedSinceTried() {
        return changed().stream()
                .filter(policy -> record.of(policy.id()).isPresent())
                .toList();
    }

    /** Those that were never tried, and of which the record does not say so. */
    List<String> missing() {
        return changed().stream()
                .map(Policy::id)
                .filter(id -> record.of(id).isEmpty() && !record.untried().contains(id))
                .toList();
    }

    /** Why this survivor is accepted; empty when nobody has said so. */
    public Optional<String> reason(Mutant survivor) {
        return accepted(survivor.policyId())
                .filter(accepted -> accepted.mutant().equals(survivor.name()) && accepted.explained())
                .map(Accepted::reason)
                .findFirst();
    }

    /** Those that nobody gave a reason for. */
    public List<Mutant> unexplained(MutationResult result) {
        return result.survivors().stream()
                .filter(survivor -> reason(survivor).isEmpty())
                .toList();
    }

    /**
     * What the record says and is not so: of mutants that do not exist, and of those tried here that do not survive. And what it
     * accepts of policies that were not tried here, and does not say why.
     */
    public List<Finding> outdated(Collection<MutationResult> results) {
        List<Finding> findings = new ArrayList<>();
        Mutants source = Mutants.in(ruleSet);
        for (Entry entry : record.entries()) {
            if (results.stream().noneMatch(result -> result.policy().id().equals(entry.policy()))) {
                findings.addAll(record.unexplained(entry));
            }
            Set<String> existing = ruleSet.policy(entry.policy()).stream()
                    .flatMap(policy -> source.of(policy).stream())
                    .map(Mutant::name)
                    .collect(Collectors.toSet());
            Set<String> noticed = results.stream()
                    .filter(result -> result.policy().id().equals(entry.policy()))
                    .flatMap(result -> result.tried().stream())
                    .filter(tried -> !tried.survived())
                    .map(tried -> tried.mutant().name())
                    .collect(Collectors.toSet());
            for (Accepted accepted :
                    entry.accepted().stream().filter(Accepted::explained).toList()) {
                if (!existing.contains(accepted.mutant())) {
                    findings.add(record.about(
                            accepted, entry.policy() + " has no such mutant any more; take out: " + accepted.mutant()));
                } else if (noticed.contains(accepted.mutant())) {
                    findings.add(record.about(
                            accepted,
                            "this mutant of " + entry.policy() + " does not survive any more; take out: "
                                    + accepted.mutant()));
                }
            }
        }
        return findings;
    }

    /** The record with these results in it, and without policies that are gone; a survivor without a reason has a blank one. */
    public MutationRecord with(Collection<MutationResult> results) {
        List<Entry> entries = new ArrayList<>();
        for (MutationResult result : results) {
            entries.add(new Entry(
                    result.policy().id(),
                    digest.of(result.policy()),
                    result.tried().size(),
                    result.count(Fate.KILLED),
                    result.count(Fate.NOT_VIABLE),
                    result.survivors().stream()
                            .map(mutant ->
                                    new Accepted(mutant.name(), reason(mutant).orElse(""), 1))
                            .toList()));
        }
        record.entries().stream()
                .filter(entry -> ruleSet.policy(entry.policy())
                        .filter(policy -> policy.status() != Status.RETIRED)
                        .isPresent())
                .filter(entry ->
                        entries.stream().noneMatch(newer -> newer.policy().equals(entry.policy())))
                .toList()
                .forEach(entries::add);
        List<String> untried = record.untried().stream()
                .filter(id -> ruleSet.policy(id).isPresent())
                .filter(id -> entries.stream().noneMatch(entry -> entry.policy().equals(id)))
                .toList();
        return new MutationRecord(record.file(), entries, untried);
    }

    private Stream<Accepted> accepted(String policyId) {
        return record.of(policyId).stream().flatMap(entry -> entry.accepted().stream());
    }
}
