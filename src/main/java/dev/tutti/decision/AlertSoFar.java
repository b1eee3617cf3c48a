package dev.tutti.decision;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What the reports of one alert that its source revises come to.
 *
 * @param first the id of the first of them
 * @param revisions how many there are beside that
 * @param newest when the source made the newest of them, {@link Instant#EPOCH} when it never said
 * @param resolved whether the newest says that the alert is over
 */
public record AlertSoFar(
        String first, int revisions, Instant newest, Severity gravest, boolean resolved, List<Revision.Asked> asked) {

    public AlertSoFar {
        asked = List.copyOf(asked);
    }

    /** After the first report. */
    static AlertSoFar of(Input.AlertReceived received) {
        AlertReport report = received.report();
        return new AlertSoFar(
                received.alertId(), 0, report.details().revisedAt(), report.severity(), report.resolved(), List.of());
    }

    /** After a first report that nobody could decide. */
    static AlertSoFar undecided(Input.AlertReceived received) {
        return new AlertSoFar(received.alertId(), 0, Instant.EPOCH, Severity.UNKNOWN, false, List.of());
    }

    /** What a further report is to this alert; a source that does not say when it made it sends them in their order. */
    Revision next(AlertReport report, List<Revision.Asked> askedFor) {
        Instant revisedAt = report.details().revisedAt();
        boolean stale = revisedAt.isAfter(Instant.EPOCH) && revisedAt.isBefore(newest);
        return new Revision(first, revisions + 1, stale, gravest, resolved && !report.resolved(), askedFor);
    }

    /** With one report more. */
    AlertSoFar with(AlertReport report, boolean stale) {
        Instant revisedAt = report.details().revisedAt();
        return new AlertSoFar(
                first,
                revisions + 1,
                revisedAt.isAfter(newest) ? revisedAt : newest,
                report.severity().compareTo(gravest) > 0 ? report.severity() : gravest,
                stale ? resolved : report.resolved(),
                asked);
    }

    /** With one report more that nobody could decide, so that nothing followed from it. */
    AlertSoFar withUndecided() {
        return new AlertSoFar(first, revisions + 1, newest, gravest, resolved, asked);
    }
}
