package dev.tutti.fact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

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
 * @param details what only some sources say
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
        String raw,
        AlertDetails details) {

    public static final int MAX_OBSERVABLES = 64;

    /** An observation older than this at its arrival counts as made at its arrival. */
    public static final long LATE_MILLIS = 15 * 60_000L;

    /** An observation that lies further in the future than this counts as made at its arrival. */
    public static final long EARLY_MILLIS = 60_000L;

    public AlertReport {
        techniques = techniques.stream().sorted().distinct().toList();
        observables = List.copyOf(observables);
        details = Objects.requireNonNullElse(details, AlertDetails.NONE);
    }

    /** Of a source that says nothing more. */
    public AlertReport(
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
        this(
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
                raw,
                AlertDetails.NONE);
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
                payload,
                details);
    }

    /** Whether its source says that it is over. */
    public boolean resolved() {
        return details.status() == AlertStatus.RESOLVED;
    }

    /**
     * Equal for alerts that say the same of the same: one rule of one source about one pair of ends, one host and one user.
     * Neither the id nor the title counts, since both may be new each time.
     */
    public String fingerprint() {
        return Fingerprint.of(
                tenant,
                source,
                rule,
                first(ObservableType.IP, ObservableRole.SOURCE),
                first(ObservableType.IP, ObservableRole.TARGET),
                first(ObservableType.HOST),
                first(ObservableType.USER));
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
                raw,
                details);
    }

    /** The fact that arrives under this id at this time. */
    public Alert arrive(String id, long receivedAt) {
        long observed = observedAt.toEpochMilli();
        boolean plausible = observed >= receivedAt - LATE_MILLIS && observed <= receivedAt + EARLY_MILLIS;
        return new Alert(
                id,
                tenant,
                source,
                sourceId,
                fingerprint(),
                details.product(),
                title,
                rule,
                details.ruleName(),
                kind,
                severity,
                score,
                details.confidence(),
                details.tactics(),
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
