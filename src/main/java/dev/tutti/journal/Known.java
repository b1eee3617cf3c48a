package dev.tutti.journal;

import dev.tutti.decision.AlertSoFar;
import dev.tutti.decision.SourceId;
import java.util.List;
import java.util.Map;

/**
 * What was decided before on some reports.
 *
 * @param repeats the reports that were decided before, each with its first answer
 * @param takenIds the source ids of theirs under which anything was decided before
 * @param revised those of them that their sources revise, as they stand
 */
public record Known(List<Repeat> repeats, List<SourceId> takenIds, Map<SourceId, AlertSoFar> revised) {

    /**
     * A report that was decided before.
     *
     * @param headline of its decision record
     * @param conflict whether it was then in conflict with another body
     * @param updates the id of the first report of the alert that it changed, {@code ""} when it changed none
     * @param stale whether a newer report of that alert had come before it
     */
    public record Repeat(String alertId, String headline, boolean conflict, String updates, boolean stale) {}
}
