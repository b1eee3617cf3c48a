package dev.tutti.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code source}. */
@Entity
@Table(name = "source")
class SourceRow {

    @Id
    String name = "";

    @Column(nullable = false)
    String tenant = "";

    @Column(nullable = false)
    String[] formats = {};

    @Column(nullable = false)
    String[] networks = {};

    @Column(name = "rate_alerts", nullable = false)
    int rateAlerts;

    @Column(name = "rate_seconds", nullable = false)
    int rateSeconds;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by", nullable = false, updatable = false)
    String createdBy = "";

    @Column(name = "changed_at", nullable = false)
    Instant changedAt = Instant.EPOCH;

    @Column(name = "changed_by", nullable = false)
    String changedBy = "";

    @Column(name = "retired_at")
    @Nullable
    Instant retiredAt;

    @Column(name = "retired_by")
    @Nullable
    String retiredBy;

    void limit(Limits limits, Instant at, String by) {
        tenant = limits.tenant();
        formats = limits.formats().toArray(String[]::new);
        networks = limits.networks().stream().map(Network::text).toArray(String[]::new);
        rateAlerts = limits.rate().alerts();
        rateSeconds = Math.toIntExact(limits.rate().per().toSeconds());
        changedAt = at;
        changedBy = by;
    }

    Source toSource() {
        return new Source(
                name,
                tenant,
                List.of(formats),
                Arrays.stream(networks)
                        .map(text -> Network.read(text).orElseThrow())
                        .toList(),
                rateAlerts == 0 ? Rate.NONE : new Rate(rateAlerts, Duration.ofSeconds(rateSeconds)),
                createdAt,
                createdBy,
                changedAt,
                changedBy);
    }
}
