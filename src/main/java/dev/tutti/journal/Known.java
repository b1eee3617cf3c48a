package dev.tutti.journal;

import java.util.List;

/**
 * What was decided before on some reports.
 *
 * @param repeats the reports that were decided before, each with its first answer
 * @param takenIds the source ids of theirs under which anything was decided before
 */
public record Known(List<Repeat> repeats, List<SourceId> takenIds) {

    /**
     * A report that was decided before.
     *
     * @param headline of its decision record
     * @param conflict whether it was then in conflict with another body
     */
    public record Repeat(String alertId, String headline, boolean conflict) {}

    /** What a source calls an alert. */
    public record SourceId(String tenant, String source, String id) {}
}
