package dev.tutti.conductor;

import dev.tutti.fact.AlertReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where intake hands over what a SIEM reported. */
public interface AlertDesk {

    /**
     * Returns at once.
     *
     * @return completed after every report was decided and committed, with receipts in the order given, or as soon as that is
     *     known not to happen; on a thread that must not be kept
     */
    CompletableFuture<Reception> receive(List<AlertReport> reports);
}
