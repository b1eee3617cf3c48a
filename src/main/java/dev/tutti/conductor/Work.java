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

    /** What it is called in a log: the first alert's source id, or the kind of the input. */
    String id();

    /** How many inputs it becomes. */
    int inputs();

    /** About how much memory it keeps while it waits. */
    long bytes();

    /** Reports of alerts. */
    record Alerts(List<AlertReport> reports, CompletableFuture<Reception> answer) implements Work {

        private static final long BYTES_PER_REPORT = 1_000;

        @Override
        public void refuse(Reception.Busy busy) {
            answer.complete(busy);
        }

        @Override
        public String id() {
            return reports.isEmpty() ? "nothing" : "alert " + reports.get(0).sourceId();
        }

        @Override
        public int inputs() {
            return reports.size();
        }

        @Override
        public long bytes() {
            return reports.stream()
                    .mapToLong(report -> BYTES_PER_REPORT + report.raw().length())
                    .sum();
        }
    }

    /** Any other input. */
    record Single(Input input, CompletableFuture<Desk.Hearing> answer) implements Work {

        private static final long BYTES = 2_000;

        void answer(Answer concluded) {
            answer.complete(new Desk.Hearing.Heard(concluded));
        }

        @Override
        public void refuse(Reception.Busy busy) {
            answer.complete(new Desk.Hearing.Busy(busy));
        }

        @Override
        public String id() {
            return input.getClass().getSimpleName();
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public long bytes() {
            return BYTES;
        }
    }
}
