package dev.tutti.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in: {@code tutti_alerts_received_total} and {@code tutti_alerts_kind_unmapped_total}. */
@ApplicationScoped
class IntakeMetrics {

    /** What became of an item, as the label says it. */
    enum Outcome {
        DECIDED,
        DUPLICATE,
        CONFLICT,
        /** It changed an alert that was known. */
        UPDATED,
        /** It would have, if no newer one had come before it. */
        STALE,
        LEFT_OUT,
        BROKEN,
        /** Good, but not taken: Tutti was busy. */
        TURNED_AWAY
    }

    private record Labels(String format, Outcome outcome) {}

    /** Kept, because to look a counter up in the registry costs more than to count. */
    private final Map<Labels, Counter> received = new ConcurrentHashMap<>();

    private final Map<String, Counter> unmapped = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    @Inject
    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void received(String format, Outcome outcome, int items) {
        received.computeIfAbsent(new Labels(format, outcome), this::received).increment(items);
    }

    /** The format's table knew no kind for so many alerts. */
    void unmapped(String format, int alerts) {
        unmapped.computeIfAbsent(format, name -> registry.counter("tutti.alerts.kind.unmapped", "format", name))
                .increment(alerts);
    }

    private Counter received(Labels labels) {
        return registry.counter(
                "tutti.alerts.received",
                "format",
                labels.format(),
                "outcome",
                labels.outcome().name().toLowerCase(Locale.ROOT));
    }
}
