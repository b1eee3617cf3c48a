package dev.tutti.approval;

import dev.tutti.conductor.Conductor;
import dev.tutti.conductor.Quarantine;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Which policies are out of force by an error, and the way back for one that is right after all. */
@Path("/api/v1/policies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Policies")
class QuarantineResource {

    private static final Logger LOG = Logger.getLogger(QuarantineResource.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Conductor conductor;
    private final SecurityIdentity caller;

    QuarantineResource(Conductor conductor, SecurityIdentity caller) {
        this.conductor = conductor;
        this.caller = caller;
    }

    /** All of them; there are never more than policies. */
    record Quarantines(List<Quarantine> items) {}

    @GET
    @Path("quarantined")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.RESPONDER_NAME, Role.RISK_OFFICER_NAME, Role.AUDITOR_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "List the policies that are out of force by an error",
            description = "What they judge is held. A policy whose rules are mended is in force again after a restart.")
    public Quarantines quarantined() {
        return new Quarantines(conductor.quarantined());
    }

    @POST
    @Path("{id}/release")
    @RolesAllowed({Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Put a policy into force again as it is",
            description =
                    "For a policy that was not at fault, such as on a machine that stood still. What waits because"
                            + " of its quarantine is judged again at once.")
    @APIResponse(responseCode = "204", description = "It decides again from the next input on")
    @APIResponse(responseCode = "404", description = "No such policy is out of force")
    public void release(@PathParam("id") String id, @Valid @NotNull(message = "a body is needed") Wish.Because wish) {
        boolean released;
        try {
            released = conductor.release(id, caller.getPrincipal().getName(), wish.reason());
        } catch (SQLException e) {
            LOG.warnf("the release of a policy cannot be kept now: %s", e.getMessage());
            throw Refusals.busy(COME_AGAIN, "DATABASE_UNAVAILABLE").exception();
        }
        if (!released) {
            throw Problem.of(ErrorCode.NOT_FOUND, "No policy of this id is out of force")
                    .withHint("GET /api/v1/policies/quarantined lists those that are")
                    .exception();
        }
    }
}
