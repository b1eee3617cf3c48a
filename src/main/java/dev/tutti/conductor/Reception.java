package dev.tutti.conductor;

import java.time.Duration;
import java.util.List;

/** What became of the reports handed over: all were decided and are durable, or none was taken. */
public sealed interface Reception {

    /** One receipt per report, in order. */
    record Received(List<Receipt> receipts) implements Reception {}

    /** Nothing was taken; the sender should come again. */
    record Busy(Duration retryAfter, BusyReason reason) implements Reception {}

    /**
     * The answer to one report.
     *
     * @param decision the headline of the decision record, such as {@code HELD}
     * @param duplicate whether this very report had been decided before, and this is that answer
     * @param conflict whether another report with the same source id and another body exists
     * @param updates the id of the first report of the alert that this one changes, {@code ""} when it changes none
     * @param stale whether a newer report of that alert had come before
     */
    record Receipt(
            String alertId, String decision, boolean duplicate, boolean conflict, String updates, boolean stale) {

        /** Of a report that changes no alert. */
        public Receipt(String alertId, String decision, boolean duplicate, boolean conflict) {
            this(alertId, decision, duplicate, conflict, "", false);
        }
    }

    /** Why nothing was taken. */
    enum BusyReason {
        QUEUE_FULL,
        /** As many facts are in memory as may be. */
        LIVE_FACTS,
        /** As much of the heap is in use as may be. */
        HEAP,
        REBUILDING,
        DATABASE_UNAVAILABLE,
        STOPPING
    }
}
