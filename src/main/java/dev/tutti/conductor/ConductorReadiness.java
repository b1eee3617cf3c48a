package dev.tutti.conductor;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("conductor").status(conductor.ready());
        conductor.details().forEach(response::withData);
        return response.build();
    }
}
