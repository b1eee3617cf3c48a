package dev.tutti.context;

import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds now, section by section. Quarkus REST ignores methods that are not public. */
@Path("/api/v1/context")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR_NAME, Role.RISK_OFFICER_NAME, Role.RESPONDER_NAME, Role.ADMIN_NAME})
@Blocking
@Tag(name = "context")
class ContextReadResource {

    private final Holdings holdings;

    ContextReadResource(Holdings holdings) {
        this.holdings = holdings;
    }

    @GET
    @Path("services")
    @Operation(summary = "Services and who answers for them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response listServices(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, Section.SERVICES, limit, after, asked);
    }

    @GET
    @Path("services/{name:.+}")
    @Operation(summary = "One service")
    public Stated getServices(@PathParam("name") String name) {
        return one(Section.SERVICES, name);
    }

    @GET
    @Path("assets")
    @Operation(summary = "Assets and their addresses")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response listAssets(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, Section.ASSETS, limit, after, asked);
    }

    @GET
    @Path("assets/{name:.+}")
    @Operation(summary = "One asset")
    public Stated getAssets(@PathParam("name") String name) {
        return one(Section.ASSETS, name);
    }

    @GET
    @Path("periods")
    @Operation(summary = "Change freezes and maintenance windows")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response listPeriods(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, Section.PERIODS, limit, after, asked);
    }

    @GET
    @Path("periods/{id:.+}")
    @Operation(summary = "One period")
    public Stated getPeriods(@PathParam("id") String id) {
        return one(Section.PERIODS, id);
    }

    @GET
    @Path("no-touch")
    @Operation(summary = "What no action may ever touch")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response listNoTouch(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, Section.NO_TOUCH, limit, after, asked);
    }

    @GET
    @Path("no-touch/{entry:.+}")
    @Operation(summary = "One entry of the no-touch list")
    public Stated getNoTouch(@PathParam("entry") String entry) {
        return one(Section.NO_TOUCH, entry);
    }

    @GET
    @Path("people")
    @Operation(summary = "Who has a token, and in which roles")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response listPeople(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, Section.PEOPLE, limit, after, asked);
    }

    @GET
    @Path("people/{name:.+}")
    @Operation(summary = "One person")
    public Stated getPeople(@PathParam("name") String name) {
        return one(Section.PEOPLE, name);
    }

    private Stated one(Section section, String id) {
        return Optional.of(section.spell(id))
                .filter(spelled -> Spelling.flaw(spelled).isEmpty())
                .flatMap(spelled -> holdings.find(section, spelled))
                .map(Stated::of)
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "Nothing of this identity holds now")
                        .withHint("GET /api/v1/context/" + section.path() + " lists what does")
                        .exception());
    }
}
