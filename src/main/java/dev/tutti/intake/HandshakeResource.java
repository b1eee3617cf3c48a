package dev.tutti.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sender of CloudEvents that this is a place where they are wanted (HTTP 1.1 Web Hooks for Event Delivery, 1.0.2,
 * section 4). Whoever may post may ask; anybody else is not told.
 */
@Path(AlertResource.PATH)
@RolesAllowed({"siem", "admin"})
@Tag(name = "Alerts")
public class HandshakeResource {

    private static final String METHODS = "POST, OPTIONS";
    private static final int MAX_ORIGIN = 255;

    @OPTIONS
    @Operation(summary = "Ask whether CloudEvents may be delivered here, as a webhook's sender does once")
    public Response ask(@HeaderParam("WebHook-Request-Origin") @Nullable String origin) {
        return answer(origin);
    }

    @OPTIONS
    @Path("{format}")
    @Operation(summary = "Ask whether CloudEvents may be delivered here, as a webhook's sender does once")
    public Response askAs(@HeaderParam("WebHook-Request-Origin") @Nullable String origin) {
        return answer(origin);
    }

    /** Without a rate: under pressure a sender is told when to come again. */
    private static Response answer(@Nullable String origin) {
        var answer = Response.ok().header(HttpHeaders.ALLOW, METHODS);
        boolean named = origin != null
                && !origin.isBlank()
                && origin.length() <= MAX_ORIGIN
                && origin.chars().allMatch(c -> c > ' ' && c <= '~');
        return named ? answer.header("WebHook-Allowed-Origin", origin).build() : answer.build();
    }
}
