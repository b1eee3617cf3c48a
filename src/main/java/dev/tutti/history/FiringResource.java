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

/** Reads which rules fired. */
@Path(Firings.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
class FiringResource {

    private final Database database;

    FiringResource(Database database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "List firings, the newest first")
    @Parameter(name = "rule", in = ParameterIn.QUERY, description = "Name of the rule")
    @Parameter(name = "policy", in = ParameterIn.QUERY, description = "Id of the policy")
    @Parameter(name = "alert", in = ParameterIn.QUERY, description = "Id of the alert in whose step it fired")
    @Parameter(name = "observable", in = ParameterIn.QUERY, description = "A value that the alert carries")
    @Parameter(
            name = "service",
            in = ParameterIn.QUERY,
            description = "The alert caused an action on this service, or the rule matched a request on it")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "At this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Before this time")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "Version of the rule set")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<Firings.Item>> list(@Context UriInfo uri) {
        return Firings.LISTING.page(database, uri.getQueryParameters()).answer();
    }
}
