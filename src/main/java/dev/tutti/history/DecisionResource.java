package dev.tutti.history;

import dev.tutti.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads how alerts were decided. */
@Path(Decisions.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
class DecisionResource {

    private final Database database;

    DecisionResource(Database database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "List decisions, the newest first")
    @Parameter(name = "headline", in = ParameterIn.QUERY, description = "How it ended, such as HELD")
    @Parameter(name = "alert", in = ParameterIn.QUERY, description = "Id of the alert")
    @Parameter(
            name = "policy",
            in = ParameterIn.QUERY,
            description = "Id of a policy that is a ground of an item, or fired on the alert")
    @Parameter(name = "observable", in = ParameterIn.QUERY, description = "A value that the alert carries")
    @Parameter(name = "service", in = ParameterIn.QUERY, description = "The alert caused an action on this service")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "Where the alert came from")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "At this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Before this time")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<Decisions.Item>> list(@Context UriInfo uri) {
        return Decisions.LISTING.page(database, uri.getQueryParameters()).answer();
    }
}
