package dev.tutti.intake;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Counts what comes in: {@code tutti_alerts_received_total} and {@code tutti_alerts_kind_unmapped_total}. */
@ApplicationScoped
class IntakeMetrics {

    /** What became of an item, as the label says it. */
    enum Outcome {
        DECIDED,
        DUPLICATE,
        CONFLICT,
        LEFT_OUT,
        BROKEN,
        /** Good, but not taken: Tutti was busy. */
        TURNED_AWAY
    }

    private final MeterRegistry registry;

    @Inject
    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void received(AlertFormat format, Outcome outcome, int items) {
        registry.counter(
                        "tutti.alerts.received",
                        "format",
                        format.name(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment(items);
    }

    /** The format's table knew no kind for so many alerts. */
    void unmapped(AlertFormat format, int alerts) {
        registry.counter("tutti.alerts.kind.unmapped", "format", format.name()).increment(alerts);
    }
}
