package dev.tutti.context;

import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.RemovalState;
import dev.tutti.identity.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where two people take an entry from the no-touch list; what waits and what came of it is read like any other section. Quarkus
 * REST ignores methods that are not public.
 */
@Path(ContextWriteResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
@Blocking
@Tag(name = "context")
@APIResponse(responseCode = "503", description = "Not taken, or it is not known; read it before you send it again")
class RemovalResource {

    static final String REMOVALS = "no-touch-removals";

    private static final String NO_BODY = "a body is needed";

    private final Removals removals;
    private final SecurityIdentity caller;

    RemovalResource(Removals removals, SecurityIdentity caller) {
        this.removals = removals;
        this.caller = caller;
    }

    @POST
    @Path(REMOVALS)
    @Operation(
            summary = "Propose to take an entry from the no-touch list",
            description =
                    "The entry stands until somebody else agrees. A proposal expires without an answer, and lapses when the"
                            + " entry is stated anew. While one waits, a second one about the same entry is refused.")
    @APIResponse(
            responseCode = "201",
            description = "It waits for somebody else",
            content = @Content(schema = @Schema(implementation = RemovalEntry.class)))
    @APIResponse(responseCode = "403", description = "Your role may not change the list")
    @APIResponse(responseCode = "404", description = "No such entry is on the list")
    @APIResponse(responseCode = "409", description = "The same is proposed already, or too many proposals wait")
    public Response propose(@NotNull(message = NO_BODY) RemovalWish.Proposal proposal) {
        proposal.check();
        NoTouchRemoval removal = removals.propose(proposal.entry(), proposal.reason(), by());
        return Response.created(UriBuilder.fromPath(ContextWriteResource.PATH)
                        .path(REMOVALS)
                        .segment(removal.id())
                        .build())
                .entity(RemovalEntry.of(removal))
                .build();
    }

    @POST
    @Path(REMOVALS + "/{id}/answer")
    @Operation(
            summary = "Agree that an entry is taken from the no-touch list, or refuse it",
            description =
                    "verdict is AGREED or REFUSED. Nobody answers what they proposed themselves, nor in the place of another;"
                            + " both people must hold the role now.")
    @APIResponse(responseCode = "200", description = "The entry is gone, or stays, as the state says")
    @APIResponse(responseCode = "403", description = "Your own proposal, or your role may not change the list")
    @APIResponse(responseCode = "404", description = "No such proposal waits")
    @APIResponse(responseCode = "409", description = "Whoever proposed it has lost the role, or it expires any moment")
    public RemovalEntry answer(@PathParam("id") String id, @NotNull(message = NO_BODY) RemovalWish.Answer answer) {
        RemovalState state = answer.state();
        return RemovalEntry.of(removals.answer(id, state, answer.reason(), by()));
    }

    private String by() {
        return caller.getPrincipal().getName();
    }
}
