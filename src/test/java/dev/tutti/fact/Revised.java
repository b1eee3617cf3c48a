package dev.tutti.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reports of a source that sends an alert again when it changes, each with a body of its own. */
public record Revised(
        String tenant,
        String sourceId,
        Kind kind,
        String host,
        Severity severity,
        AlertStatus status,
        Instant observedAt,
        Instant revisedAt) {

    /** An open one of medium severity, whose source does not say when it changed it. */
    public static Revised malware(String sourceId, String host, Instant observedAt) {
        return new Revised(
                "default", sourceId, Kind.MALWARE, host, Severity.MEDIUM, AlertStatus.OPEN, observedAt, Instant.EPOCH);
    }

    public Revised of(String other) {
        return new Revised(other, sourceId, kind, host, severity, status, observedAt, revisedAt);
    }

    public Revised about(Kind other) {
        return new Revised(tenant, sourceId, other, host, severity, status, observedAt, revisedAt);
    }

    public Revised on(String other) {
        return new Revised(tenant, sourceId, kind, other, severity, status, observedAt, revisedAt);
    }

    public Revised as(Severity other) {
        return new Revised(tenant, sourceId, kind, host, other, status, observedAt, revisedAt);
    }

    public Revised over() {
        return new Revised(tenant, sourceId, kind, host, severity, AlertStatus.RESOLVED, observedAt, revisedAt);
    }

    public Revised seenAt(Instant other) {
        return new Revised(tenant, sourceId, kind, host, severity, status, other, revisedAt);
    }

    public Revised madeAt(Instant other) {
        return new Revised(tenant, sourceId, kind, host, severity, status, observedAt, other);
    }

    public AlertReport report() {
        return report(UUID.randomUUID().toString());
    }

    public AlertReport report(String digest) {
        return new AlertReport(
                tenant,
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
