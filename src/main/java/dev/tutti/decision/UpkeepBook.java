package dev.tutti.decision;

import dev.tutti.fact.Overdue;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns what has to be kept up into facts at the moment at which it is overdue, so that no rule ever reads a clock. The fact
 * stands until somebody states that it was seen to, or that it need not be any longer.
 */
final class UpkeepBook {

    private final Map<String, Upkeep> kept = new TreeMap<>();
    private final Set<String> overdue = new TreeSet<>();

    /** Begins with the reviews of these policies; nobody states them, and a rule set that names a later day ends them. */
    UpkeepBook(Collection<PolicyTerms> policies) {
        for (PolicyTerms policy : policies) {
            Upkeep review = new Upkeep(policy.id(), UpkeepKind.POLICY_REVIEW, policy.owner(), policy.reviewDue(), 0);
            kept.put(review.factId(), review);
        }
    }

    void keep(Upkeep upkeep, long now, FactChanges changes) {
        drop(upkeep.factId(), changes);
        kept.put(upkeep.factId(), upkeep);
        turn(upkeep, now, changes);
    }

    void drop(String factId, FactChanges changes) {
        Upkeep upkeep = kept.remove(factId);
        if (upkeep != null && overdue.remove(factId)) {
            changes.remove(fact(upkeep).factId());
        }
    }

    /** Brings in what is overdue from this time on. */
    void turn(long now, FactChanges changes) {
        kept.values().forEach(upkeep -> turn(upkeep, now, changes));
    }

    /** The next time after this one at which something becomes overdue. */
    OptionalLong nextDue(long now) {
        return kept.values().stream()
                .mapToLong(Upkeep::due)
                .filter(due -> due > now)
                .min();
    }

    private void turn(Upkeep upkeep, long now, FactChanges changes) {
        if (upkeep.due() <= now && overdue.add(upkeep.factId())) {
            changes.state(fact(upkeep));
        }
    }

    private static Overdue fact(Upkeep upkeep) {
        return new Overdue(upkeep.id(), upkeep.kind(), upkeep.owner());
    }
}
