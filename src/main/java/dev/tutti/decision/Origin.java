package dev.tutti.decision;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;

/** Where a cause comes from, and how grave it is; it is kept with the cause, for the alert itself leaves memory. */
public record Origin(String source, Kind kind, Severity severity, int score) {

    /** Of what a person proposed, or of an alert that nobody remembers: nothing speaks for it. */
    public static final Origin NONE = new Origin("", Kind.OTHER, Severity.UNKNOWN, -1);

    public static Origin of(Alert alert) {
        return new Origin(alert.source(), alert.kind(), alert.severity(), alert.score());
    }
}
