package dev.tutti.decision;

import dev.tutti.fact.Finding;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which findings are open. What rules conclude opens and closes by comparison with what stands in the session once a step has
 * settled; so what stands again after a rebuild is not opened again. What Tutti itself finds, a conflict of two policies, is
 * stated in the session, and taken out there when a person closes it or when neither policy is what it was.
 */
final class FindingRegister {

    /** What Tutti itself has found: whose it is, and which versions it is about. */
    private record Own(List<String> policies, List<String> versions) {}

    /** Who closes a finding in this input, and why. */
    private record Closing(String by, String reason) {}

    private final String partition;
    private final Map<String, String> versions = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, FindingRecord> open = new TreeMap<>();
    private final Map<String, Own> own = new TreeMap<>();

    /** Conflicts that a person has closed, which the same two versions do not open again. */
    private final Map<String, FindingRecord> dealtWith = new LinkedHashMap<>();

    private final Map<String, Closing> closings = new TreeMap<>();

    FindingRegister(Terms terms) {
        this.partition = terms.partition();
        terms.policies().forEach(policy -> {
            versions.put(policy.id(), policy.version());
            owners.put(policy.id(), policy.owner());
        });
    }

    /** Puts back a finding as it was committed: an open one, or one that a person has closed. */
    void restore(FindingRecord found) {
        String factId = found.finding().factId();
        if (found.closed()) {
            dealtWith.put(factId, found);
            return;
        }
        open.put(factId, found);
        if (!found.versions().isEmpty()) {
            own.put(factId, new Own(found.policies(), found.versions()));
        }
    }

    /** States what Tutti itself has found and what was put back. */
    void stateOwn(FactChanges facts) {
        own.keySet().stream()
                .flatMap(factId -> Optional.ofNullable(open.get(factId)).stream())
                .forEach(found -> facts.state(found.finding()));
    }

    /** Takes up a conflict, unless these two were heard of before. */
    void hear(Conflict conflict, FactChanges facts) {
        Finding finding = conflict.finding(owners.getOrDefault(conflict.permitting(), ""));
        String factId = finding.factId();
        if (!own.containsKey(factId) && !dealtWith.containsKey(factId)) {
            List<String> about = conflict.policies();
            own.put(
                    factId,
                    new Own(
                            about,
                            about.stream()
                                    .map(policy -> versions.getOrDefault(policy, "unknown"))
                                    .toList()));
            facts.state(finding);
        }
    }

    /** Lets go of conflicts of which neither policy is what it was. */
    void switchRules(FactChanges facts) {
        Collection<String> inForce = versions.values();
        dealtWith.values().removeIf(found -> found.versions().stream().noneMatch(inForce::contains));
        own.entrySet().removeIf(entry -> {
            boolean gone = entry.getValue().versions().stream().noneMatch(inForce::contains);
            if (gone) {
                facts.remove(entry.getKey());
            }
            return gone;
        });
    }

    /** Closes what Tutti itself has found, as a person wants; what a rule concludes ends with its cause only. */
    Answer close(Input.FindingClosed wish, FactChanges facts) {
        if (!open.containsKey(wish.factId())) {
            return new Answer.Refused(Refusal.UNKNOWN_FINDING);
        }
        if (own.remove(wish.factId()) == null) {
            return new Answer.Refused(Refusal.CAUSE_STANDS);
        }
        closings.put(wish.factId(), new Closing(wish.by(), wish.reason()));
        facts.remove(wish.factId());
        return new Answer.Noted();
    }

    /** The identities of all findings that are open. */
    Set<String> open() {
        return new TreeSet<>(open.keySet());
    }

    /**
     * Compares what stands of a finding with what is open of it.
     *
     * @param standing those of this identity; several where policies tell the same in different words
     * @return the finding as it is now, when that is not what it was
     */
    Optional<FindingRecord> compare(String factId, Collection<StandingFinding> standing, long sequence, long at) {
        FindingRecord before = open.get(factId);
        if (standing.isEmpty()) {
            return before == null ? Optional.empty() : Optional.of(close(before, sequence, at));
        }
        Finding told = standing.stream()
                .map(StandingFinding::finding)
                .min(Comparator.comparing(Finding::owner).thenComparing(Finding::text))
                .orElseThrow();
        Own known = own.get(factId);
        List<String> policies = known != null
                ? known.policies()
                : standing.stream()
                        .flatMap(each -> each.policies().stream())
                        .sorted()
                        .distinct()
                        .toList();
        FindingRecord now = before != null
                ? before.saying(told, policies)
                : FindingRecord.open(
                        Identities.finding(partition, sequence, factId),
                        told,
                        policies,
                        known == null ? List.of() : known.versions(),
                        sequence,
                        at);
        open.put(factId, now);
        return now.equals(before) ? Optional.empty() : Optional.of(now);
    }

    private FindingRecord close(FindingRecord before, long sequence, long at) {
        String factId = before.finding().factId();
        open.remove(factId);
        Closing closing = closings.remove(factId);
        if (closing == null) {
            return before.close(sequence, at, "", "");
        }
        FindingRecord closed = before.close(sequence, at, closing.by(), closing.reason());
        dealtWith.put(factId, closed);
        return closed;
    }
}
