package dev.tutti.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tutti.identity.Role;
import dev.tutti.identity.Secret;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Makes, lists and revokes the keys of a source. Quarkus REST ignores methods that are not public. */
@Path(SourceResource.PATH + "/{name}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
@Tag(name = "sources")
class KeyResource {

    private final Sources sources;
    private final SourceBook book;
    private final SourceStore store;
    private final SecurityIdentity caller;

    KeyResource(Sources sources, SourceBook book, SourceStore store, SecurityIdentity caller) {
        this.sources = sources;
        this.book = book;
        this.store = store;
        this.caller = caller;
    }

    /**
     * The one answer that holds a secret.
     *
     * @param secret {@code ""}, and left out, for a kind that has none
     */
    record NewKey(
            @JsonUnwrapped KeyView key,
            @JsonInclude(Include.NON_EMPTY) String secret) {

        @Override
        public String toString() {
            return "NewKey[" + key.id() + "]";
        }
    }

    /** All keys of the source in force, in one page: there are at most twenty. */
    record KeyList(List<KeyView> items) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a key for a source",
            description = "A secret is in this answer and never shown again. Several keys may be in force at once.")
    public Response make(@PathParam("name") String name, @NotNull(message = "a body is needed") KeyForm form) {
        if (book.source(name).isEmpty()) {
            throw SourceResource.unknown();
        }
        Instant now = store.now();
        List<FieldError> errors = form.errors(now);
        if (!errors.isEmpty()) {
            throw SourceResource.invalid(errors);
        }
        KeyKind kind = form.known().orElseThrow();
        // A key without a secret takes only the name of one.
        Secret secret = Secret.random();
        boolean hasSecret = kind.proof() == KeyKind.Proof.SECRET;
        var key = new Key(
                secret.id(),
                name,
                kind,
                hasSecret ? secret.digest() : form.subject(),
                form.from(now).truncatedTo(ChronoUnit.MICROS),
                form.expiresAt().equals(Key.NEVER)
                        ? Key.NEVER
                        : form.expiresAt().truncatedTo(ChronoUnit.MICROS),
                now,
                caller.getPrincipal().getName());
        Key made = sources.add(key).orElseThrow(SourceResource::unknown);
        return Response.created(URI.create(SourceResource.PATH + "/" + name + "/keys/" + made.id()))
                .header("Cache-Control", "no-store")
                .entity(new NewKey(KeyView.of(made, Map.of(), now), hasSecret ? secret.reveal() : ""))
                .build();
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
    @Operation(summary = "List the keys of a source", description = "Without the secrets, which nobody has.")
    public KeyList list(@PathParam("name") String name) {
        if (book.source(name).isEmpty()) {
            throw SourceResource.unknown();
        }
        Map<String, Instant> lastUses = store.lastUses(name);
        Instant now = store.now();
        return new KeyList(book.keysOf(name).stream()
                .map(key -> KeyView.of(key, lastUses, now))
                .toList());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key", description = "It is refused from the moment of the answer on.")
    public void revoke(@PathParam("name") String name, @PathParam("id") String id) {
        if (!SourceForm.NAME.matcher(name).matches()
                || !id.matches("[0-9a-f]{16}")
                || !sources.revoke(name, id, caller.getPrincipal().getName())) {
            throw Problem.of(ErrorCode.NOT_FOUND, "No key in force of this source has this id")
                    .withHint("GET the path without the id lists them")
                    .exception();
        }
    }
}
