package dev.tutti.approval;

import dev.tutti.conductor.Conductor;
import dev.tutti.conductor.Desk;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Where a person says that something is dealt with which nothing but a person can tell. */
@Path("/api/v1/findings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
@Blocking
@Tag(name = "Findings")
class ClosureResource {

    private static final Logger LOG = Logger.getLogger(ClosureResource.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Conductor conductor;
    private final KnownFindings findings;
    private final SecurityIdentity caller;

    ClosureResource(Conductor conductor, KnownFindings findings, SecurityIdentity caller) {
        this.conductor = conductor;
        this.findings = findings;
        this.caller = caller;
    }

    @POST
    @Path("{id}/closure")
    @Operation(
            summary = "Close a conflict of two policies",
            description = "It is not opened again while either policy is what it is now. What a policy concludes closes"
                    + " by itself when it is mended.")
    @APIResponse(responseCode = "204", description = "It is closed, in your name and with your reason")
    @APIResponse(responseCode = "404", description = "No open finding has this id")
    @APIResponse(responseCode = "409", description = "A policy concludes it; mend what it is about")
    public void close(@PathParam("id") String id, @Valid @NotNull(message = "a body is needed") Wish.Because wish) {
        String factId = factId(id)
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "No finding has this id")
                        .withHint("GET /api/v1/findings?open=true lists those that are open")
                        .exception());
        Desk.Hearing hearing = conductor.submit(
                new Input.FindingClosed(factId, caller.getPrincipal().getName(), wish.reason()));
        if (hearing instanceof Desk.Hearing.Busy busy) {
            throw Refusals.busy(busy.busy()).exception();
        }
        if (((Desk.Hearing.Heard) hearing).answer() instanceof Answer.Refused refused) {
            throw Refusals.of(refused.refusal(), Optional.empty()).exception();
        }
    }

    private Optional<String> factId(String id) {
        try {
            return findings.factId(id);
        } catch (SQLException e) {
            LOG.warnf("a finding cannot be looked up now: %s", e.getMessage());
            throw Refusals.busy(COME_AGAIN, "DATABASE_UNAVAILABLE").exception();
        }
    }
}
