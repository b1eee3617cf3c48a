package dev.tutti.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.problem.Problem;
import java.util.List;

/** What the sender of alerts is told; the forms of DESIGN are the contract, and a flag is only there when it is true. */
sealed interface Answer {

    /** One alert was decided; {@code href} tells its whole story. */
    record Decided(
            String id,
            String decision,
            String href,
            @JsonInclude(Include.NON_DEFAULT) boolean duplicate,
            @JsonInclude(Include.NON_DEFAULT) boolean conflict)
            implements Answer {

        static Decided of(Receipt receipt) {
            return new Decided(
                    receipt.alertId(),
                    receipt.decision(),
                    AlertResource.PATH + "/" + receipt.alertId(),
                    receipt.duplicate(),
                    receipt.conflict());
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
            @JsonInclude(Include.NON_DEFAULT) boolean conflict)
            implements Entry {

        static DecidedItem of(int index, Receipt receipt) {
            var decided = Decided.of(receipt);
            return new DecidedItem(
                    index, decided.id(), decided.decision(), decided.href(), decided.duplicate(), decided.conflict());
        }
    }

    /** It was not taken; {@code line} is there when the body was one item a line. */
    record RefusedItem(
            int index, @JsonInclude(Include.NON_DEFAULT) int line, Problem problem) implements Entry {}
}
