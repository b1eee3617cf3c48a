package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;

/** Where an alert came from, and how grave it was; it is kept with what it causes, for the alert itself leaves memory. */
public record Origin(String tenant, String source, Kind kind, Severity severity, int score) {

    public static Origin of(Alert alert) {
        return new Origin(alert.tenant(), alert.source(), alert.kind(), alert.severity(), alert.score());
    }

    /** Of what a person proposed, or of what no alert speaks for. */
    public static Origin none(String tenant) {
        return new Origin(tenant, "", Kind.OTHER, Severity.UNKNOWN, -1);
    }
}
