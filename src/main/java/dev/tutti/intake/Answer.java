package dev.tutti.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.problem.Problem;
import java.util.List;

/** What the sender of alerts is told; the forms of DESIGN are the contract, and a flag is only there when it is true. */
sealed interface Answer {

    /**
     * One alert was decided; {@code href} tells its whole story.
     *
     * @param updates the id of the alert's first report, when this one changes it
     * @param stale when a newer report of it had come before
     */
    record Decided(
            String id,
            String decision,
            String href,
            @JsonInclude(Include.NON_DEFAULT) boolean duplicate,
            @JsonInclude(Include.NON_DEFAULT) boolean conflict,
            @JsonInclude(Include.NON_EMPTY) String updates,
            @JsonInclude(Include.NON_DEFAULT) boolean stale)
            implements Answer {

        static Decided of(Receipt receipt) {
            return new Decided(
                    receipt.alertId(),
                    receipt.decision(),
                    AlertResource.PATH + "/" + receipt.alertId(),
                    receipt.duplicate(),
                    receipt.conflict(),
                    receipt.updates(),
                    receipt.stale());
        }
    }

    /** Many were sent; what is no alert is only counted. */
    record Batch(List<Entry> items, int leftOut) implements Answer {}

    /** What became of one item of a batch. */
    sealed interface Entry {

        int index();
    }

    /** It was decided. */
    record DecidedItem(
            int index,
            String id,
            String decision,
            String href,
            @JsonInclude(Include.NON_DEFAULT) boolean duplicate,
            @JsonInclude(Include.NON_DEFAULT) boolean conflict,
            @JsonInclude(Include.NON_EMPTY) String updates,
            @JsonInclude(Include.NON_DEFAULT) boolean stale)
            implements Entry {

        static DecidedItem of(int index, Receipt receipt) {
            var decided = Decided.of(receipt);
            return new DecidedItem(
                    index,
                    decided.id(),
                    decided.decision(),
                    decided.href(),
                    decided.duplicate(),
                    decided.conflict(),
                    decided.updates(),
                    decided.stale());
        }
    }

    /** It was not taken; {@code line} is there when the body was one item a line. */
    record RefusedItem(
            int index, @JsonInclude(Include.NON_DEFAULT) int line, Problem problem) implements Entry {}
}
