package dev.tutti.action;

import dev.tutti.conductor.Conductor;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The architect's view: what each tier must have, and whether anything stands behind it. */
@Path("/api/v1/policies/coverage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"risk-officer", "responder", "auditor", "admin"})
@Blocking
@Tag(name = "Policies")
class CoverageResource {

    private static final Logger LOG = Logger.getLogger(CoverageResource.class);

    private final Conductor conductor;
    private final ConfiguredConnectors connectors;
    private final Lanes lanes;
    private final Mandates mandates;

    CoverageResource(Conductor conductor, ConfiguredConnectors connectors, Lanes lanes, Mandates mandates) {
        this.conductor = conductor;
        this.connectors = connectors;
        this.lanes = lanes;
        this.mandates = mandates;
    }

    /** One answer for each mandate, the highest tier first. */
    record CoverageList(List<Coverage> items) {}

    @GET
    @Operation(
            summary = "Say for each tier which mandated function has no policy or no healthy connector behind it",
            description =
                    "Mandates are stated under /api/v1/context/mandates; which capability serves which function stands"
                            + " in capabilities.yaml. A connector is healthy while its circuit is not open; what people do needs"
                            + " none. Policies count that are in force and respond; drafts do not.")
    public CoverageList coverage() {
        Map<String, List<String>> asking = conductor.policiesAsking();
        try {
            return new CoverageList(mandates.all().stream()
                    .map(mandate -> Coverage.of(mandate, conductor.capabilities(), asking, this::tools))
                    .toList());
        } catch (SQLException e) {
            LOG.warnf("what is mandated cannot be read now: %s", e.getMessage());
            throw Problem.of(ErrorCode.BUSY, "The database does not answer")
                    .withHeader("Retry-After", "5")
                    .exception();
        }
    }

    private List<Coverage.Tool> tools(String capability) {
        return connectors.registry().providersOf(capability).stream()
                .map(binding -> binding.instance().name())
                .distinct()
                .map(name -> new Coverage.Tool(name, lanes.of(name).circuit() != CircuitBreakerState.OPEN))
                .toList();
    }
}
