package dev.tutti.conductor;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that waits for its turn, and somebody who waits for its answer. */
sealed interface Work {

    /** Tells whoever waits that it was not taken. */
    void refuse(Reception.Busy busy);

    /** Reports of alerts. */
    record Alerts(List<AlertReport> reports, CompletableFuture<Reception> answer) implements Work {
        @Override
        public void refuse(Reception.Busy busy) {
            answer.complete(busy);
        }
    }

    /** Any other input. */
    record Single(Input input, CompletableFuture<Desk.Hearing> answer) implements Work {
        void answer(Answer concluded) {
            answer.complete(new Desk.Hearing.Heard(concluded));
        }

        @Override
        public void refuse(Reception.Busy busy) {
            answer.complete(new Desk.Hearing.Busy(busy));
        }
    }
}
