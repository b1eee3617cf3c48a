package dev.tutti.engine;

import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reports of a source that sends an alert again when it changes, each with a body of its own. */
record Revised(
        String sourceId,
        Kind kind,
        String host,
        Severity severity,
        AlertStatus status,
        Instant observedAt,
        Instant revisedAt) {

    static Revised malware(String sourceId, String host) {
        return new Revised(sourceId, Kind.MALWARE, host, Severity.MEDIUM, AlertStatus.OPEN, Stage.START, Instant.EPOCH);
    }

    Revised of(Kind other) {
        return new Revised(sourceId, other, host, severity, status, observedAt, revisedAt);
    }

    Revised on(String other) {
        return new Revised(sourceId, kind, other, severity, status, observedAt, revisedAt);
    }

    Revised as(Severity other) {
        return new Revised(sourceId, kind, host, other, status, observedAt, revisedAt);
    }

    Revised over() {
        return new Revised(sourceId, kind, host, severity, AlertStatus.RESOLVED, observedAt, revisedAt);
    }

    Revised open() {
        return new Revised(sourceId, kind, host, severity, AlertStatus.OPEN, observedAt, revisedAt);
    }

    Revised seenAt(Instant other) {
        return new Revised(sourceId, kind, host, severity, status, other, revisedAt);
    }

    Revised madeAt(Instant other) {
        return new Revised(sourceId, kind, host, severity, status, observedAt, other);
    }

    AlertReport report() {
        return report(UUID.randomUUID().toString());
    }

    AlertReport report(String digest) {
        return new AlertReport(
                "default",
                "guard",
                sourceId,
                digest,
                "Something happened",
                "rule",
                kind,
                severity,
                -1,
                severity.name(),
                "test-1",
                List.of(),
                List.of(new Observable(ObservableType.HOST, ObservableRole.TARGET, host)),
                observedAt,
                "{}",
                new AlertDetails("", "", -1, List.of(), List.of(), status, true, revisedAt));
    }
}
