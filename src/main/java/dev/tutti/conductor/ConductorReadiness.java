package dev.tutti.conductor;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the partition rebuilds or its database does not answer; alive all the while. */
@Readiness
@ApplicationScoped
class ConductorReadiness implements HealthCheck {

    private final Conductor conductor;

    ConductorReadiness(Conductor conductor) {
        this.conductor = conductor;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("conductor")
                .withData("state", conductor.state())
                .status(conductor.ready())
                .build();
    }
}
