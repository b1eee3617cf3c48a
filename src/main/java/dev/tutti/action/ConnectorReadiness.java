package dev.tutti.action;

import dev.tutti.conductor.Conductor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells which tools there are and whether they are called. A tool that is missing or down is no reason to take no alerts. */
@Readiness
@ApplicationScoped
class ConnectorReadiness implements HealthCheck {

    private final ConfiguredConnectors connectors;
    private final Lanes lanes;
    private final Conductor conductor;

    ConnectorReadiness(ConfiguredConnectors connectors, Lanes lanes, Conductor conductor) {
        this.connectors = connectors;
        this.lanes = lanes;
        this.conductor = conductor;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("connectors").up();
        connectors
                .registry()
                .providers()
                .forEach((capability, binding) -> health.withData(
                        capability,
                        binding.instance().name() + (binding.manifest().simulated() ? " (simulated)" : "")));
        connectors
                .registry()
                .instances()
                .forEach(instance -> health.withData(
                        "circuit of " + instance.name(),
                        lanes.of(instance.name()).circuit().name()));
        List<String> missing = connectors.missing(conductor.capabilities());
        return missing.isEmpty()
                ? health.build()
                : health.withData("nothing provides", String.join(", ", missing))
                        .build();
    }
}
