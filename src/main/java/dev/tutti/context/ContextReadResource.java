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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds now, section by section. Quarkus REST ignores methods that are not public. */
@Path(ContextWriteResource.PATH)
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
    @Path("{section}")
    @Operation(summary = "What holds now of one kind", description = EntrySchema.SECTIONS)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Response list(
            @Parameter(schema = @Schema(ref = EntrySchema.SECTION)) @PathParam("section") String section,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo asked) {
        return Page.of(holdings, known(section), limit, after, asked);
    }

    @GET
    @Path("{section}/{id:.+}")
    @Operation(summary = "One thing that holds now", description = EntrySchema.IDENTITIES)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = EntrySchema.ENTRY)))
    public Stated get(
            @Parameter(schema = @Schema(ref = EntrySchema.SECTION)) @PathParam("section") String section,
            @PathParam("id") String id) {
        Section known = known(section);
        return Optional.of(known.spell(id))
                .filter(spelled -> Spelling.flaw(spelled).isEmpty())
                .flatMap(spelled -> holdings.find(known, spelled))
                .map(Stated::of)
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "Nothing of this identity holds now")
                        .withHint("GET " + ContextWriteResource.PATH + "/" + known.path() + " lists what does")
                        .exception());
    }

    static Section known(String path) {
        return Section.ofPath(path)
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "Nothing of this kind is told here")
                        .withHint("Known are " + String.join(", ", Section.paths()))
                        .exception());
    }
}
