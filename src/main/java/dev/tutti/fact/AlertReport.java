package dev.tutti.fact;

import java.time.Instant;
import java.util.List;

/**
 * What a SIEM reported, normalised, before it has arrived: it becomes an {@link Alert} when the conductor gives it its
 * place in the journal.
 *
 * @param sourceId the id that the source gave it; where the source has none, the digest
 * @param digest SHA-256 of the payload in hexadecimal; two reports with one source id and two digests are in conflict
 * @param severityOriginal the source's own word or number
 * @param mappingVersion which version of which table made severity and kind of it, such as {@code suricata-1}
 * @param observables at most {@link #MAX_OBSERVABLES}, in the order of the payload
 * @param raw the payload as it came; it is kept, and never enters working memory
 */
public record AlertReport(
        String tenant,
        String source,
        String sourceId,
        String digest,
        String title,
        String rule,
        Kind kind,
        Severity severity,
        int score,
        String severityOriginal,
        String mappingVersion,
        List<String> techniques,
        List<Observable> observables,
        Instant observedAt,
        String raw) {

    public static final int MAX_OBSERVABLES = 64;

    /** An observation older than this at its arrival counts as made at its arrival. */
    public static final long LATE_MILLIS = 15 * 60_000L;

    /** An observation that lies further in the future than this counts as made at its arrival. */
    public static final long EARLY_MILLIS = 60_000L;

    public AlertReport {
        techniques = techniques.stream().sorted().distinct().toList();
        observables = List.copyOf(observables);
    }

    /** The same without the payload, which is kept in a place of its own. */
    public AlertReport withoutRaw() {
        return withRaw("");
    }

    /** The same with this payload. */
    public AlertReport withRaw(String payload) {
        return new AlertReport(
                tenant,
                source,
                sourceId,
                digest,
                title,
                rule,
                kind,
                severity,
                score,
                severityOriginal,
                mappingVersion,
                techniques,
                observables,
                observedAt,
                payload);
    }

    /** The same as an alert of this tenant. */
    public AlertReport withTenant(String other) {
        return new AlertReport(
                other,
                source,
                sourceId,
                digest,
                title,
                rule,
                kind,
                severity,
                score,
                severityOriginal,
                mappingVersion,
                techniques,
                observables,
                observedAt,
                raw);
    }

    /** The fact that arrives under this id at this time. */
    public Alert arrive(String id, long receivedAt) {
        long observed = observedAt.toEpochMilli();
        boolean plausible = observed >= receivedAt - LATE_MILLIS && observed <= receivedAt + EARLY_MILLIS;
        return new Alert(
                id,
                tenant,
                source,
                title,
                rule,
                kind,
                severity,
                score,
                techniques,
                first(ObservableType.IP, ObservableRole.SOURCE),
                first(ObservableType.IP, ObservableRole.TARGET),
                first(ObservableType.HOST),
                first(ObservableType.USER),
                observed,
                receivedAt,
                plausible ? observed : receivedAt,
                !plausible);
    }

    /** Everything observed, as events of the alert that arrived. */
    public List<Observed> observed(Alert alert) {
        return observables.stream()
                .map(o -> new Observed(alert.id(), alert.effectiveAt(), o.type(), o.role(), o.value()))
                .toList();
    }

    private String first(ObservableType type, ObservableRole role) {
        return observables.stream()
                .filter(o -> o.type() == type && o.role() == role)
                .map(Observable::value)
                .findFirst()
                .orElse("");
    }

    /** The target if there is one of this type, else the first of this type. */
    private String first(ObservableType type) {
        String target = first(type, ObservableRole.TARGET);
        return !target.isEmpty()
                ? target
                : observables.stream()
                        .filter(o -> o.type() == type)
                        .map(Observable::value)
                        .findFirst()
                        .orElse("");
    }
}
