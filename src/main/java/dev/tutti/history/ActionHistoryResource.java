package dev.tutti.history;

import dev.tutti.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads what was asked to be done. */
@Path(Actions.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
class ActionHistoryResource {

    private final Database database;

    ActionHistoryResource(Database database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "List actions, the newest first")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "Where it is in its life, such as HELD")
    @Parameter(name = "capability", in = ParameterIn.QUERY, description = "What is asked for")
    @Parameter(name = "target", in = ParameterIn.QUERY, description = "What it is done to")
    @Parameter(name = "service", in = ParameterIn.QUERY, description = "The service of the target")
    @Parameter(
            name = "policy",
            in = ParameterIn.QUERY,
            description =
                    "Id of a policy that judged it, is a ground of its state, or fired on an alert that caused it")
    @Parameter(name = "alert", in = ParameterIn.QUERY, description = "Id of an alert that asked for it")
    @Parameter(name = "observable", in = ParameterIn.QUERY, description = "A value that such an alert carries")
    @Parameter(name = "proposer", in = ParameterIn.QUERY, description = "The person who proposed it")
    @Parameter(name = "open", in = ParameterIn.QUERY, description = "true: not over yet; false: over")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Opened at this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Opened before this time")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<Actions.Item>> list(@Context UriInfo uri) {
        return Actions.LISTING.page(database, uri.getQueryParameters()).answer();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read one action with its transitions, causes, votes and attempts")
    @APIResponse(responseCode = "404", description = "No action has this id")
    public ActionDetails read(@PathParam("id") String id) {
        UUID actionId = PathId.of(id);
        return database.read(snapshot -> ActionDetails.of(List.of(actionId), snapshot)).stream()
                .findFirst()
                .orElseThrow(() -> PathId.unknown("action", Actions.PATH));
    }
}
