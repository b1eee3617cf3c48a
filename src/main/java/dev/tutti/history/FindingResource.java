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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads what somebody has to mend. */
@Path(Findings.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
class FindingResource {

    private final Database database;

    FindingResource(Database database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "List findings, the newest first")
    @Parameter(name = "open", in = ParameterIn.QUERY, description = "true: not mended yet; false: closed")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "What is wrong, such as STALE")
    @Parameter(name = "subject", in = ParameterIn.QUERY, description = "What it is about")
    @Parameter(name = "owner", in = ParameterIn.QUERY, description = "Who has to mend it")
    @Parameter(name = "policy", in = ParameterIn.QUERY, description = "Id of a policy that concluded it or is in it")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Opened at this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Opened before this time")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<Findings.Item>> list(@Context UriInfo uri) {
        return Findings.LISTING.page(database, uri.getQueryParameters()).answer();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read one finding")
    @APIResponse(responseCode = "404", description = "No finding has this id")
    public Findings.Item read(@PathParam("id") String id) {
        UUID findingId = PathId.of(id);
        return database.read(snapshot -> Findings.find(findingId, snapshot))
                .orElseThrow(() -> PathId.unknown("finding", Findings.PATH));
    }
}
