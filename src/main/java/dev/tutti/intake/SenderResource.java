package dev.tutti.intake;

import dev.tutti.intake.format.MediaTypes;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where those post who can only be given an address. What they send is taken as at {@link AlertResource}; who they are is found
 * out before, and the secret of an address never arrives here.
 */
@Path("/api/v1")
@RolesAllowed("siem")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class SenderResource {

    private final AlertResource alerts;

    @Inject
    SenderResource(AlertResource alerts) {
        this.alerts = alerts;
    }

    @POST
    @Path("hooks/{secret}")
    @NonBlocking
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaTypes.LINES,
        MediaType.TEXT_PLAIN,
        MediaTypes.CLOUD_EVENT,
        MediaTypes.CLOUD_EVENTS
    })
    @Operation(
            summary = "Report alerts to a secret address; the format is found out by looking",
            description = "Off unless the source has a key of kind URL and tutti.sources.secret-urls is true.")
    @APIResponse(responseCode = "202", description = "As POST /api/v1/alerts")
    @APIResponse(responseCode = "404", description = "No such address, or none any more")
    public Uni<Response> receive(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context SecurityContext sender) {
        return alerts.receive(body, contentType, null, null, sender);
    }

    @POST
    @Path("hooks/{secret}/{format}")
    @NonBlocking
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaTypes.LINES,
        MediaType.TEXT_PLAIN,
        MediaTypes.CLOUD_EVENT,
        MediaTypes.CLOUD_EVENTS
    })
    @Operation(
            summary = "Report alerts as a product writes them to a secret address",
            description = "Off unless the source has a key of kind URL and tutti.sources.secret-urls is true.")
    @APIResponse(responseCode = "202", description = "As POST /api/v1/alerts/{format}")
    @APIResponse(responseCode = "404", description = "No such address, or none any more; or no such format")
    public Uni<Response> receiveAs(
            @PathParam("format") String format,
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context SecurityContext sender) {
        return alerts.receiveAs(format, body, contentType, null, null, sender);
    }

    @POST
    @Path("sns/{format}")
    @NonBlocking
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Receive messages of Amazon SNS",
            description = "A subscription of a registered topic is confirmed; a notification is read by the format.")
    @APIResponse(responseCode = "202", description = "As POST /api/v1/alerts/{format}")
    @APIResponse(responseCode = "204", description = "A message about the subscription itself")
    @APIResponse(responseCode = "401", description = "The topic is not registered, or SNS has not signed this")
    public Uni<Response> receiveFromSns(
            @PathParam("format") String format, byte[] body, @Context SecurityContext sender) {
        // SNS calls its JSON plain text.
        return alerts.receiveAs(format, body, MediaType.APPLICATION_JSON, null, null, sender);
    }
}
