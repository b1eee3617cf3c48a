package dev.tutti.action;

import dev.tutti.connector.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The way to every tool, each bounded for itself, so that none keeps the others waiting. */
@Singleton
class Lanes {

    /** Not the name of a tool: who asks for what nobody provides is told so here. */
    private static final String NOBODY = "";

    private final Function<String, Limits> limits;
    private final DispatchConfig config;
    private final LongSupplier nanos;
    private final LaneMetrics metrics;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private volatile Runnable allowed = () -> {};

    @Inject
    Lanes(ConfiguredConnectors tools, DispatchConfig config, MeterRegistry meters) {
        this(tools::limits, config, System::nanoTime, meters);
    }

    Lanes(Function<String, Limits> limits, DispatchConfig config, LongSupplier nanos, MeterRegistry meters) {
        this.limits = limits;
        this.config = config;
        this.nanos = nanos;
        this.metrics = new LaneMetrics(meters);
    }

    Lane of(Optional<Tools.Provider> provider) {
        return provider.map(Tools.Provider::instance)
                .map(this::of)
                .orElseGet(() -> lanes.computeIfAbsent(
                        NOBODY, name -> new Lane(name, Limits.NONE, config, nanos, bound -> {}, () -> {})));
    }

    Lane of(String instance) {
        return lanes.computeIfAbsent(instance, this::open);
    }

    /** Says that orders wait for these lanes only. */
    void waiting(Set<Lane> some) {
        lanes.values().stream().filter(lane -> !some.contains(lane)).forEach(lane -> lane.behind(false));
    }

    /** Runs whenever a circuit lets a call through again. */
    void whenAllowed(Runnable wake) {
        allowed = wake;
    }

    private Lane open(String instance) {
        Lane lane = new Lane(
                instance,
                limits.apply(instance),
                config,
                nanos,
                bound -> metrics.reached(instance, bound),
                () -> allowed.run());
        metrics.follow(lane);
        return lane;
    }
}
