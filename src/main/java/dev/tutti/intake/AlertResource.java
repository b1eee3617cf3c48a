package dev.tutti.intake;

import dev.tutti.admission.Allowance;
import dev.tutti.admission.Allowances;
import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.AlertFormats;
import dev.tutti.intake.format.MediaTypes;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where SIEMs post. The answer comes after every alert in the request was decided and is durable. */
@Path(AlertResource.PATH)
@RolesAllowed({"siem", "admin"})
@Consumes({
    MediaType.APPLICATION_JSON,
    MediaTypes.LINES,
    MediaType.TEXT_PLAIN,
    MediaTypes.CLOUD_EVENT,
    MediaTypes.CLOUD_EVENTS
})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertResource {

    static final String PATH = "/api/v1/alerts";

    private static final String KEY = "Idempotency-Key";
    private static final String DRY =
            "true: only say what each item is read as and what would be decided, with status 200; nothing is kept";
    private static final int MAX_KEY = 255;
    private static final int MOST_AT_ONCE = 8 * 1024;

    private final AlertFormats formats;
    private final Intake intake;
    private final DryRun dryRun;
    private final Allowances allowances;

    @Inject
    AlertResource(AlertFormats formats, Intake intake, DryRun dryRun, Allowances allowances) {
        this.formats = formats;
        this.intake = intake;
        this.dryRun = dryRun;
        this.allowances = allowances;
    }

    @POST
    @NonBlocking
    @Operation(summary = "Report alerts: one object, an array, or one a line; the format is found out by looking")
    @APIResponse(responseCode = "202", description = "Decided and durable; a batch is answered item by item")
    @APIResponse(responseCode = "400", description = "Nothing in the request could be kept; it says what to mend")
    @APIResponse(responseCode = "403", description = "The source may not use this format, or call from this address")
    @APIResponse(responseCode = "413", description = "Too many bytes or items")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key came with another body before")
    @APIResponse(responseCode = "429", description = "The source is over its rate; nothing was taken")
    @APIResponse(responseCode = "503", description = "Nothing was taken; send the same again after Retry-After")
    public Uni<Response> receive(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam(KEY) @Nullable String key,
            @Parameter(description = DRY) @QueryParam("dry") @Nullable String dry,
            @Context SecurityContext sender) {
        return take(formats.any(), body, contentType, key, dry, sender);
    }

    @POST
    @Path("{format}")
    @NonBlocking
    @Operation(summary = "Report alerts as a product writes them")
    @APIResponse(responseCode = "202", description = "Decided and durable; what is no alert is counted and left out")
    @APIResponse(responseCode = "400", description = "Nothing in the request could be kept; it says what to mend")
    @APIResponse(responseCode = "404", description = "No such format; the answer lists those there are")
    @APIResponse(responseCode = "403", description = "The source may not use this format, or call from this address")
    @APIResponse(responseCode = "413", description = "Too many bytes or items")
    @APIResponse(responseCode = "415", description = "The format does not come as this content type")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key came with another body before")
    @APIResponse(responseCode = "429", description = "The source is over its rate; nothing was taken")
    @APIResponse(responseCode = "503", description = "Nothing was taken; send the same again after Retry-After")
    public Uni<Response> receiveAs(
            @PathParam("format") String format,
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam(KEY) @Nullable String key,
            @Parameter(description = DRY) @QueryParam("dry") @Nullable String dry,
            @Context SecurityContext sender) {
        AlertFormat named = formats.named(format)
                .orElseThrow(() -> Problem.of(
                                ErrorCode.UNKNOWN_FORMAT, "The formats are " + String.join(", ", formats.names()))
                        .withHint("Post to " + PATH + "/ and one of these names")
                        .exception());
        return take(named, body, contentType, key, dry, sender);
    }

    private Uni<Response> take(
            AlertFormat format,
            byte[] body,
            @Nullable String contentType,
            @Nullable String key,
            @Nullable String dry,
            SecurityContext sender) {
        Allowance allowance = allowances.of(sender.getUserPrincipal());
        String mediaType = mediaType(format, contentType);
        if (isDry(dry)) {
            return Uni.createFrom()
                    .item(() -> Response.ok(dryRun.of(format, body, mediaType, allowance))
                            .build())
                    .runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }
        String usable = usable(key);
        String name = name(sender);
        Uni<Response> answer = Uni.createFrom()
                .completionStage(() -> intake.take(format, body, mediaType, name, usable, allowance))
                .map(taken -> Response.accepted(taken).build());
        // A few alerts are read in less time than a change of threads takes; a key is looked up in the database.
        return body.length <= MOST_AT_ONCE && usable.isEmpty()
                ? answer
                : answer.runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    /** Whoever writes {@code dry=1} wants to try something; to decide it for good would be the worst of answers. */
    private static boolean isDry(@Nullable String dry) {
        if (dry == null || dry.equalsIgnoreCase("false")) {
            return false;
        }
        if (!dry.equalsIgnoreCase("true")) {
            throw Problem.of(ErrorCode.INVALID, "It is not clear whether this is to be decided")
                    .withHint("Nothing was taken")
                    .withError("query:dry", "must be true or false")
                    .exception();
        }
        return true;
    }

    private static String mediaType(AlertFormat format, @Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!format.mediaTypes().contains(mediaType)) {
            var known = format.mediaTypes().stream().sorted().toList();
            throw Problem.of(
                            ErrorCode.UNSUPPORTED,
                            "The format " + format.name() + " comes as " + String.join(", ", known))
                    .exception();
        }
        return mediaType;
    }

    private static String usable(@Nullable String key) {
        if (key == null) {
            return "";
        }
        if (key.isBlank() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw Problem.of(ErrorCode.INVALID, "The Idempotency-Key cannot be used")
                    .withError("header:" + KEY, "must have 1 to " + MAX_KEY + " printable ASCII characters")
                    .exception();
        }
        return key;
    }

    private static String name(SecurityContext sender) {
        Principal principal = sender.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }
}
