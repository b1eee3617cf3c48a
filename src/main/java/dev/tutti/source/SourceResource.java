package dev.tutti.source;

import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Declares, changes and retires sources. Quarkus REST ignores methods that are not public. */
@Path(SourceResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
@Tag(name = "sources")
class SourceResource {

    static final String PATH = "/api/v1/sources";

    private static final String NO_BODY = "a body is needed";

    private final Sources sources;
    private final SourceBook book;
    private final KnownFormats formats;
    private final SecurityIdentity caller;

    SourceResource(Sources sources, SourceBook book, KnownFormats formats, SecurityIdentity caller) {
        this.sources = sources;
        this.book = book;
        this.formats = formats;
        this.caller = caller;
    }

    /** All sources in force, in one page: there are at most a thousand. */
    record SourceList(List<SourceView> items) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Declare a source of alerts", description = "It can send once it has a key.")
    public Response declare(@NotNull(message = NO_BODY) SourceForm form) {
        check(form);
        SourceView source = SourceView.of(sources.declare(form.name(), form.limits(), by()));
        return Response.created(URI.create(PATH + "/" + source.name()))
                .entity(source)
                .build();
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
    @Operation(summary = "List the sources in force")
    public SourceList list() {
        return new SourceList(book.sources().stream().map(SourceView::of).toList());
    }

    @GET
    @Path("/{name}")
    @RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
    @Operation(summary = "One source in force")
    public SourceView get(@PathParam("name") String name) {
        return SourceView.of(book.source(name).orElseThrow(SourceResource::unknown));
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "State the limits of a source anew", description = "What is left out is no limit.")
    public SourceView change(@PathParam("name") String name, @NotNull(message = NO_BODY) SourceForm form) {
        if (!form.name().isEmpty() && !form.name().equals(name)) {
            throw invalid(List.of(new FieldError("/name", "cannot be changed; leave it out")));
        }
        if (!SourceForm.NAME.matcher(name).matches()) {
            throw unknown();
        }
        var named = new SourceForm(name, form.tenant(), form.formats(), form.networks(), form.rate());
        check(named);
        return SourceView.of(sources.change(name, named.limits(), by()).orElseThrow(SourceResource::unknown));
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            summary = "Retire a source",
            description = "All its keys are revoked. Its record stays, and its name is not given again.")
    public void retire(@PathParam("name") String name) {
        if (!SourceForm.NAME.matcher(name).matches() || !sources.retire(name, by())) {
            throw unknown();
        }
    }

    static HttpProblem unknown() {
        return Problem.of(ErrorCode.NOT_FOUND, "No source in force has this name")
                .withHint("GET " + PATH + " lists them")
                .exception();
    }

    static HttpProblem invalid(List<FieldError> errors) {
        return Problem.of(ErrorCode.INVALID, "Some values are not valid")
                .withErrors(errors)
                .exception();
    }

    private void check(SourceForm form) {
        List<FieldError> errors = form.errors(formats.names());
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    private String by() {
        return caller.getPrincipal().getName();
    }
}
