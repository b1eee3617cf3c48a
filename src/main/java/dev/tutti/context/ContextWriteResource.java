package dev.tutti.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.context.Told.Outcome;
import dev.tutti.fact.Context;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
    private final ObjectMapper mapper;
    private final SecurityIdentity caller;

    ContextWriteResource(ContextBook book, Holdings holdings, ObjectMapper mapper, SecurityIdentity caller) {
        this.book = book;
        this.holdings = holdings;
        this.mapper = mapper;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State a whole estate",
            description =
                    "All is checked before anything is stated. What the document does not name stays as it is, and what"
                            + " holds already is not stated again, so it may be sent any number of times.")
    public Imported tell(
            @RequestBody(content = @Content(schema = @Schema(ref = EntrySchema.DOCUMENT))) @NotNull(message = NO_BODY)
                    Document document) {
        List<Wanted> wanted = document.wanted();
        return Imported.of(wanted, book.tell(wanted, by()));
    }

    @POST
    @Path("{section}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State something under a new id",
            description = "Where an entry is identified by nothing but an id; elsewhere the answer is 405.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = EntrySchema.ENTRY)))
    public Response add(
            @Parameter(schema = @Schema(ref = EntrySchema.SECTION)) @PathParam("section") String section,
            @RequestBody(content = @Content(schema = @Schema(ref = EntrySchema.ENTRY))) String body) {
        Section known = told(section);
        if (!known.makesIds()) {
            throw notAllowed("Entries here have names of their own", "PUT " + PATH + "/" + section + "/... states one");
        }
        String id = UUID.randomUUID().toString();
        Entry entry = read(known, body);
        Entry named = entry.named(id);
        if (entry.equals(named)) {
            throw Problem.of(ErrorCode.INVALID, "This path makes the id")
                    .withError("/id", "must be left out here")
                    .withHint("PUT " + PATH + "/" + section + "/{id} states an entry under an id of yours")
                    .exception();
        }
        return put(known, id, named);
    }

    @PUT
    @Path("{section}/{id:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State something, or replace it", description = EntrySchema.IDENTITIES)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = EntrySchema.ENTRY)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = EntrySchema.ENTRY)))
    public Response put(
            @Parameter(schema = @Schema(ref = EntrySchema.SECTION)) @PathParam("section") String section,
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(ref = EntrySchema.ENTRY))) String body) {
        Section known = told(section);
        return put(known, id, read(known, body).named(known.spell(id)));
    }

    @DELETE
    @Path("{section}/{id:.+}")
    @Operation(summary = "End something", description = EntrySchema.IDENTITIES)
    @APIResponse(responseCode = "204", description = "It holds no longer")
    @APIResponse(responseCode = "404", description = "Nothing of this identity holds now")
    @APIResponse(responseCode = "409", description = "It is an entry of the no-touch list, which two people take away")
    public void end(
            @Parameter(schema = @Schema(ref = EntrySchema.SECTION)) @PathParam("section") String section,
            @PathParam("id") String id) {
        Section known = told(section);
        String spelled = known.spell(id);
        if (known == Section.NO_TOUCH && holdings.find(known, spelled).isPresent()) {
            throw Problem.of(ErrorCode.SECOND_PERSON_NEEDED, "Two people take an entry from the no-touch list")
                    .withHint("POST " + PATH + "/" + Section.REMOVALS.path()
                            + " with the entry and a reason proposes it; then somebody else agrees")
                    .exception();
        }
        if (Spelling.flaw(spelled).isPresent() || !book.end(known, spelled, by())) {
            throw Problem.of(ErrorCode.NOT_FOUND, "Nothing of this identity holds now")
                    .withHint("GET " + PATH + "/" + section + " lists what does")
                    .exception();
        }
    }

    /** The body in the form of its section, which the framework cannot know. */
    private Entry read(Section section, String body) {
        try {
            Entry entry = body.isBlank() ? null : mapper.readValue(body, section.form());
            if (entry == null) {
                throw Problem.of(ErrorCode.INVALID, "Some values are not valid")
                        .withError("", NO_BODY)
                        .exception();
            }
            return entry;
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e);
        }
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

    /** People are read here and follow their tokens; removals are read here and answered elsewhere. */
    private static Section told(String path) {
        Section section = ContextReadResource.known(path);
        if (section == Section.REMOVALS) {
            throw notAllowed(
                    "What is proposed is answered, and neither replaced nor ended",
                    "POST " + PATH + "/" + section.path() + "/{id}/answer by somebody else answers it");
        }
        if (!section.told()) {
            throw notAllowed("People follow their tokens", "POST /api/v1/tokens gives somebody one");
        }
        return section;
    }

    private static RuntimeException notAllowed(String detail, String hint) {
        return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, detail).withHint(hint).exception();
    }

    private String by() {
        return caller.getPrincipal().getName();
    }
}
