package dev.tutti.action;

import dev.tutti.decision.Action;
import dev.tutti.decision.Operation;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The right to carry out one order, until the lease runs out or somebody else has it.
 *
 * @param until the lease's end by the database's clock; also what tells this claim from every other
 * @param attempts those of this order, the oldest first
 * @param doneBy the instance that did what an undo is to undo, {@code ""} when that is not known
 */
record Claim(
        Action action,
        Operation operation,
        String partition,
        OffsetDateTime until,
        List<Attempt> attempts,
        String doneBy) {

    Claim {
        attempts = List.copyOf(attempts);
    }

    String capability() {
        return action.request().capability();
    }

    Optional<Attempt> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Who was called last, as a label. */
    String connector() {
        return last().map(Attempt::connector).orElse("none");
    }

    Claim until(OffsetDateTime renewed) {
        return new Claim(action, operation, partition, renewed, attempts, doneBy);
    }

    Claim begun(Attempt attempt, OffsetDateTime renewed) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        return new Claim(action, operation, partition, renewed, more, doneBy);
    }

    /** The same with another result of the last attempt. */
    Claim ended(AttemptResult result, String detail) {
        List<Attempt> changed = new ArrayList<>(attempts);
        changed.set(changed.size() - 1, changed.get(changed.size() - 1).with(result, detail));
        return new Claim(action, operation, partition, until, changed, doneBy);
    }
}
