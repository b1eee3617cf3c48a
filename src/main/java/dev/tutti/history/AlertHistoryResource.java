package dev.tutti.history;

import dev.tutti.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads what SIEMs reported, and what became of it. */
@Path(Alerts.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
class AlertHistoryResource {

    private final Database database;

    AlertHistoryResource(Database database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "List alerts, the newest first")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "Where it came from")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "What it is about, such as MALWARE")
    @Parameter(name = "severity", in = ParameterIn.QUERY, description = "Exactly this severity, such as HIGH")
    @Parameter(name = "observable", in = ParameterIn.QUERY, description = "A value that it carries")
    @Parameter(name = "rule", in = ParameterIn.QUERY, description = "The source's rule")
    @Parameter(name = "fingerprint", in = ParameterIn.QUERY, description = "That of an alert, to find others like it")
    @Parameter(name = "headline", in = ParameterIn.QUERY, description = "How it ended, such as HELD")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Received at this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Received before this time")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<Alerts.Item>> list(@Context UriInfo uri) {
        return Alerts.LISTING.page(database, uri.getQueryParameters()).answer();
    }

    @GET
    @Path("groups")
    @Operation(summary = "Count alerts that say the same of the same, the group with the newest alert first")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "Where they came from")
    @Parameter(name = "rule", in = ParameterIn.QUERY, description = "The source's rule")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Received at this time or later (RFC 3339)")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Received before this time")
    @Parameter(name = Listing.LIMIT, in = ParameterIn.QUERY, description = Listing.ABOUT_LIMIT)
    @Parameter(name = Listing.AFTER, in = ParameterIn.QUERY, description = Listing.ABOUT_AFTER)
    public RestResponse<Page<AlertGroups.Item>> groups(@Context UriInfo uri) {
        return AlertGroups.LISTING.page(database, uri.getQueryParameters()).answer();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read the whole story of one alert")
    @APIResponse(responseCode = "404", description = "No alert has this id")
    public Story read(@PathParam("id") String id) {
        UUID alertId = PathId.of(id);
        return database.read(snapshot -> Story.of(alertId, snapshot))
                .orElseThrow(() -> PathId.unknown("alert", Alerts.PATH));
    }

    @GET
    @Path("{id}/raw")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "Download what the source sent, unchanged but for U+0000")
    @APIResponse(responseCode = "404", description = "No alert has this id")
    public RestResponse<String> raw(@PathParam("id") String id) {
        UUID alertId = PathId.of(id);
        String payload = database.read(snapshot -> Alerts.raw(alertId, snapshot))
                .orElseThrow(() -> PathId.unknown("alert", Alerts.PATH));
        // Whoever raised the alert chose these bytes: no browser may take them for a page.
        return RestResponse.ResponseBuilder.ok(payload, MediaType.TEXT_PLAIN + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"alert-" + alertId + ".txt\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
