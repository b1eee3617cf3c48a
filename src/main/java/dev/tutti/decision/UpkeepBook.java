package dev.tutti.decision;

import dev.tutti.fact.Overdue;
import dev.tutti.fact.Review;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns what has to be done by a time into facts at the moment at which it is overdue, so that no rule ever reads a clock. The
 * fact stands until somebody states that it was seen to, or that it need not be any longer.
 */
final class UpkeepBook {

    /** What is to be said from when on. */
    private record Due(long at, Overdue fact) {}

    private final Map<String, Due> kept = new TreeMap<>();
    private final Set<String> overdue = new TreeSet<>();

    /** Begins with the reviews of these policies; nobody states them, and a rule set that names a later day ends them. */
    UpkeepBook(Collection<PolicyTerms> policies) {
        for (PolicyTerms policy : policies) {
            Upkeep review = new Upkeep(policy.id(), UpkeepKind.POLICY_REVIEW, policy.owner(), policy.reviewDue(), 0);
            kept.put(review.factId(), due(review));
        }
    }

    void keep(Upkeep upkeep, long now, FactChanges changes) {
        keep(upkeep.factId(), due(upkeep), now, changes);
    }

    /** Nobody owns a review: whoever broke the glass may not close it, and everybody else with the role may. */
    void keep(Review review, long now, FactChanges changes) {
        Overdue fact = new Overdue(review.actionId(), UpkeepKind.OVERRIDE_REVIEW, "");
        keep(review.factId(), new Due(review.due(), fact), now, changes);
    }

    private void keep(String factId, Due due, long now, FactChanges changes) {
        drop(factId, changes);
        kept.put(factId, due);
        turn(factId, due, now, changes);
    }

    void drop(String factId, FactChanges changes) {
        Due due = kept.remove(factId);
        if (due != null && overdue.remove(factId)) {
            changes.remove(due.fact().factId());
        }
    }

    /** Brings in what is overdue from this time on. */
    void turn(long now, FactChanges changes) {
        kept.forEach((factId, due) -> turn(factId, due, now, changes));
    }

    /** The next time after this one at which something becomes overdue. */
    OptionalLong nextDue(long now) {
        return kept.values().stream().mapToLong(Due::at).filter(at -> at > now).min();
    }

    private void turn(String factId, Due due, long now, FactChanges changes) {
        if (due.at() <= now && overdue.add(factId)) {
            changes.state(due.fact());
        }
    }

    private static Due due(Upkeep upkeep) {
        return new Due(upkeep.due(), new Overdue(upkeep.id(), upkeep.kind(), upkeep.owner()));
    }
}
