package dev.tutti.action;

import dev.tutti.decision.Action;
import dev.tutti.decision.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to carry out one order, until the lease runs out or somebody else has it.
 *
 * @param token what tells this claim from every other; the lease's end is known to the database alone
 * @param attempts those of this order, the oldest first
 * @param doneBy the instance that did what an undo is to undo, {@code ""} when that is not known
 */
record Claim(Action action, Operation operation, String partition, UUID token, List<Attempt> attempts, String doneBy) {

    Claim {
        attempts = List.copyOf(attempts);
    }

    String capability() {
        return action.request().capability();
    }

    String addressee() {
        return action.request().addressee();
    }

    Optional<Attempt> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Who was called last, as a label. */
    String connector() {
        return last().map(Attempt::connector).orElse("none");
    }

    Claim begun(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        return with(more);
    }

    /** The same without the last attempt, which was not made. */
    Claim notMade() {
        return with(attempts.subList(0, attempts.size() - 1));
    }

    /** The same with another result of the last attempt. */
    Claim ended(Attempt.Brought brought) {
        List<Attempt> changed = new ArrayList<>(attempts);
        changed.set(changed.size() - 1, changed.get(changed.size() - 1).with(brought));
        return with(changed);
    }

    private Claim with(List<Attempt> changed) {
        return new Claim(action, operation, partition, token, changed, doneBy);
    }
}
