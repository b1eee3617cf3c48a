package dev.tutti.action;

import dev.tutti.decision.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what became of actions, {@code tutti_actions_total}, and of single calls, {@code tutti_action_attempts_total}; tells
 * how long the oldest order has waited, {@code tutti_outbox_oldest_seconds}.
 */
final class DispatchMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Optional<Instant> oldest = Optional.empty();

    DispatchMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("tutti.outbox.oldest", this, DispatchMetrics::oldestSeconds)
                .baseUnit("seconds")
                .description("How long the oldest order has waited to be carried out")
                .register(registry);
    }

    void attempted(String connector, AttemptResult result) {
        registry.counter("tutti.action.attempts", "connector", connector, "result", label(result))
                .increment();
    }

    void concluded(String connector, Outcome outcome) {
        registry.counter("tutti.actions", "connector", connector, "outcome", label(outcome))
                .increment();
    }

    void oldest(Optional<Instant> since) {
        oldest = since;
    }

    private double oldestSeconds() {
        return oldest.map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
