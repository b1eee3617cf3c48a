package dev.tutti.context;

import dev.tutti.context.Entry.OfAsset;
import dev.tutti.context.Entry.OfNoTouch;
import dev.tutti.context.Entry.OfPeriod;
import dev.tutti.context.Entry.OfService;
import dev.tutti.context.Told.Outcome;
import dev.tutti.fact.Context;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * States and ends. The answer comes after the change is durable and every action that waits was judged by it. Quarkus REST
 * ignores methods that are not public.
 */
@Path(ContextWriteResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
@Blocking
@Tag(name = "context")
@APIResponse(responseCode = "503", description = "Not taken; send the same again after Retry-After")
class ContextWriteResource {

    static final String PATH = "/api/v1/context";

    private static final String NO_BODY = "a body is needed";

    private final ContextBook book;
    private final Holdings holdings;
    private final SecurityIdentity caller;

    ContextWriteResource(ContextBook book, Holdings holdings, SecurityIdentity caller) {
        this.book = book;
        this.holdings = holdings;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State a whole estate",
            description =
                    "All is checked before anything is stated. What the document does not name stays as it is, and what"
                            + " holds already is not stated again, so it may be sent any number of times.")
    public Imported tell(@NotNull(message = NO_BODY) Document document) {
        List<Wanted> wanted = document.wanted();
        return Imported.of(wanted, book.tell(wanted, by()));
    }

    @POST
    @Path("periods")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State a change freeze or maintenance window under a new id")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfPeriod.class)))
    public Response addPeriod(@NotNull(message = NO_BODY) OfPeriod period) {
        if (!period.id().isEmpty()) {
            throw Problem.of(ErrorCode.INVALID, "This path makes the id")
                    .withError("/id", "must be left out here")
                    .withHint("PUT " + PATH + "/periods/{id} states a period under an id of yours")
                    .exception();
        }
        String id = UUID.randomUUID().toString();
        return put(Section.PERIODS, id, period.named(id));
    }

    @PUT
    @Path("services/{name:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State a service, or replace it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfService.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfService.class)))
    public Response putService(@PathParam("name") String name, @NotNull(message = NO_BODY) OfService service) {
        return put(Section.SERVICES, name, service.named(name));
    }

    @DELETE
    @Path("services/{name:.+}")
    @Operation(summary = "End a service")
    public void endService(@PathParam("name") String name) {
        end(Section.SERVICES, name);
    }

    @PUT
    @Path("assets/{name:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State an asset, or replace it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfAsset.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfAsset.class)))
    public Response putAsset(@PathParam("name") String name, @NotNull(message = NO_BODY) OfAsset asset) {
        return put(Section.ASSETS, name, asset.named(name));
    }

    @DELETE
    @Path("assets/{name:.+}")
    @Operation(summary = "End an asset")
    public void endAsset(@PathParam("name") String name) {
        end(Section.ASSETS, name);
    }

    @PUT
    @Path("periods/{id:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State a period, or replace it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfPeriod.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfPeriod.class)))
    public Response putPeriod(@PathParam("id") String id, @NotNull(message = NO_BODY) OfPeriod period) {
        return put(Section.PERIODS, id, period.named(id));
    }

    @DELETE
    @Path("periods/{id:.+}")
    @Operation(summary = "End a period")
    public void endPeriod(@PathParam("id") String id) {
        end(Section.PERIODS, id);
    }

    @PUT
    @Path("no-touch/{entry:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State an entry of the no-touch list, or replace it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfNoTouch.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfNoTouch.class)))
    public Response putNoTouch(@PathParam("entry") String entry, @NotNull(message = NO_BODY) OfNoTouch noTouch) {
        return put(Section.NO_TOUCH, entry, noTouch.named(entry));
    }

    @DELETE
    @Path("no-touch/{entry:.+}")
    @Operation(summary = "End an entry of the no-touch list")
    public void endNoTouch(@PathParam("entry") String entry) {
        end(Section.NO_TOUCH, entry);
    }

    private Response put(Section section, String id, Entry entry) {
        Complaints complaints = new Complaints();
        Wanted wanted = new Wanted("", fact(section, id, entry, complaints));
        Told told = book.tell(List.of(wanted), by());
        String spelled = section.id(wanted.fact());
        Held held = holdings.find(section, spelled)
                .orElseThrow(() -> Problem.of(ErrorCode.CONFLICT, "It was stated, and ended again by somebody else")
                        .exception());
        Stated stated = Stated.of(held, told.warnings());
        return told.outcomes().contains(Outcome.CREATED)
                ? Response.created(UriBuilder.fromPath(PATH)
                                .path(section.path())
                                .segment(spelled)
                                .build())
                        .entity(stated)
                        .build()
                : Response.ok(stated).build();
    }

    private static Context fact(Section section, String id, Entry entry, Complaints complaints) {
        var fact = entry.fact("", complaints);
        fact.filter(each -> !section.id(each).equals(section.spell(id)))
                .ifPresent(each ->
                        complaints.add("/" + section.idMember(), "must be the one in the path, or be left out"));
        complaints.raise(ErrorCode.INVALID, "The entry is not valid");
        return fact.orElseThrow();
    }

    private void end(Section section, String id) {
        String spelled = section.spell(id);
        if (Spelling.flaw(spelled).isPresent() || !book.end(section, spelled, by())) {
            throw Problem.of(ErrorCode.NOT_FOUND, "Nothing of this identity holds now")
                    .withHint("GET " + PATH + "/" + section.path() + " lists what does")
                    .exception();
        }
    }

    private String by() {
        return caller.getPrincipal().getName();
    }
}
