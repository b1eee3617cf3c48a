package dev.tutti.action;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Tells of every tool the state of its circuit, {@code tutti_connector_circuit} (0 closed, 1 half open, 2 open), the calls
 * under way, {@code tutti_connector_calls}, how long it is left alone, {@code tutti_connector_rest_seconds}, and how often a
 * bound was reached, {@code tutti_connector_bound_total}.
 */
final class LaneMetrics {

    private static final double NANOS = 1_000_000_000.0;

    private final MeterRegistry registry;

    LaneMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void follow(Lane lane) {
        Gauge.builder("tutti.connector.circuit", lane, LaneMetrics::circuit)
                .description("0: closed, 1: half open, one call is tried; 2: open, the tool is not called")
                .tag("connector", lane.instance())
                .register(registry);
        Gauge.builder("tutti.connector.calls", lane, Lane::callsUnderWay)
                .description("Calls of the tool that are under way")
                .tag("connector", lane.instance())
                .register(registry);
        Gauge.builder("tutti.connector.rest", lane, l -> l.restsFor().toNanos() / NANOS)
                .baseUnit("seconds")
                .description("How long the tool is left alone from now, by its wish or its rate")
                .tag("connector", lane.instance())
                .register(registry);
        for (Bound bound : Bound.values()) {
            counter(lane.instance(), bound);
        }
    }

    void reached(String instance, Bound bound) {
        counter(instance, bound).increment();
    }

    private Counter counter(String instance, Bound bound) {
        return registry.counter(
                "tutti.connector.bound",
                "connector",
                instance,
                "bound",
                bound.name().toLowerCase(Locale.ROOT));
    }

    private static double circuit(Lane lane) {
        return switch (lane.circuit()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
