package dev.tutti.decision;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Severity;
import java.util.List;
import java.util.Objects;

/**
 * What is known of an alert when its source sends it again, changed. It is part of the journalled input, so that a replay has
 * to look nothing up.
 *
 * @param first the id under which the alert was heard of first; that of its fact, whatever changes
 * @param number 1 for the first change, 2 for the second
 * @param stale whether a newer report of it had come before, so that this one changes nothing
 * @param gravest the highest severity of the reports before
 * @param reopens whether the newest report before said that it is over, and this one does not
 * @param asked what was asked for because of it, but for what was withdrawn when it was over
 */
public record Revision(String first, int number, boolean stale, Severity gravest, boolean reopens, List<Asked> asked) {

    /**
     * An action that the alert is a cause of.
     *
     * @param shared whether alerts of another partition, which are not over, are causes of it, too
     */
    public record Asked(String actionId, String sameness, boolean shared) {}

    public Revision {
        asked = List.copyOf(Objects.requireNonNullElse(asked, List.of()));
    }

    /** Whether the alert is graver now than it ever was, and may ask again for what it asked for. */
    public boolean raises(AlertReport report) {
        return report.severity().compareTo(gravest) > 0;
    }
}
