package dev.tutti.conductor;

import dev.tutti.decision.Input;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What an operator sees of the conductor. */
final class ConductorMetrics {

    private final MeterRegistry meters;

    ConductorMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void follow(String partition, PartitionLoop loop) {
        gauge("waiting", "Requests that wait for their turn", partition, loop, PartitionLoop::waiting);
        gauge("live.facts", "Facts and events in memory", partition, loop, PartitionLoop::liveFacts);
        gauge("careful", "1 while each input has a commit of its own", partition, loop, l -> l.careful() ? 1 : 0);
        gauge("ready", "1 while inputs are taken", partition, loop, l -> l.state() == LoopState.READY ? 1 : 0);
        gauge(
                "rebuild.done",
                "Alerts that are back in memory",
                partition,
                loop,
                l -> l.progress().done());
        gauge(
                "rebuild.expected",
                "Alerts that the last rebuild brings back",
                partition,
                loop,
                l -> l.progress().expected());
    }

    void follow(RulesInForce rules) {
        Gauge.builder("tutti.conductor.quarantined", rules, r -> r.quarantined().size())
                .description("Policies that are out of force by an error")
                .register(meters);
    }

    /** An input on which the rules failed twice, and nobody knows why: somebody has to look at it. */
    void setAside(String partition, Input input) {
        meters.counter(
                        "tutti.conductor.set.aside",
                        "partition",
                        partition,
                        "kind",
                        input.getClass().getSimpleName())
                .increment();
    }

    /** A step took longer than any should. */
    void slow() {
        meters.counter("tutti.conductor.slow.steps").increment();
    }

    private void gauge(
            String name,
            String description,
            String partition,
            PartitionLoop loop,
            java.util.function.ToDoubleFunction<PartitionLoop> value) {
        Gauge.builder("tutti.conductor." + name, loop, value)
                .description(description)
                .tag("partition", partition)
                .register(meters);
    }
}
