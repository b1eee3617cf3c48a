package dev.tutti.identity;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Makes, lists and revokes tokens; for admins only. Quarkus REST ignores methods that are not public. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Blocking
@Tag(name = "tokens")
class TokenResource {

    private final Tokens tokens;
    private final SecurityIdentity caller;

    TokenResource(Tokens tokens, SecurityIdentity caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    /** What a new token is asked for with; what is missing is empty, so that one answer tells all that is wrong. */
    record TokenRequest(
            @Pattern(regexp = ROLES, message = "must be one of siem, risk-officer, responder, auditor, admin")
            String role,

            @Pattern(regexp = "[a-zA-Z0-9._@-]{1,64}", message = "must be 1 to 64 of a-z A-Z 0-9 . _ @ -")
            String name) {

        private static final String ROLES = "siem|risk-officer|responder|auditor|admin";

        TokenRequest {
            role = Objects.requireNonNullElse(role, "");
            name = Objects.requireNonNullElse(name, "");
        }
    }

    /** The one answer that holds a token in the clear. */
    record NewToken(String id, String name, Role role, String token, Instant createdAt, String createdBy) {

        @Override
        public String toString() {
            return "NewToken[" + id + "]";
        }
    }

    /** A token without what makes it one. */
    record TokenView(String id, String name, Role role, Instant createdAt, String createdBy) {

        static TokenView of(Token token) {
            return new TokenView(token.id(), token.name(), token.role(), token.createdAt(), token.createdBy());
        }
    }

    /** All tokens in force, in one page. */
    record TokenList(List<TokenView> items) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a token", description = "The token is in this answer and never shown again.")
    public Response create(@Valid @NotNull(message = "a body is needed") TokenRequest request) {
        var role = Role.named(request.role()).orElseThrow();
        var secret = Secret.random();
        var token = tokens.create(
                secret, request.name(), role, caller.getPrincipal().getName());
        var shown = new NewToken(
                token.id(), token.name(), token.role(), secret.reveal(), token.createdAt(), token.createdBy());
        return Response.created(URI.create("/api/v1/tokens/" + token.id()))
                .header("Cache-Control", "no-store")
                .entity(shown)
                .build();
    }

    @GET
    @Operation(summary = "List the tokens in force", description = "Without the secrets, which nobody has.")
    public TokenList list() {
        return new TokenList(tokens.all().stream().map(TokenView::of).toList());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a token", description = "It is refused from the moment of the answer on.")
    public void revoke(@PathParam("id") String id) {
        if (!id.matches("[0-9A-Za-z]{1,64}")
                || tokens.revoke(id, caller.getPrincipal().getName()).isEmpty()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "No token in force has this id")
                    .withHint("GET /api/v1/tokens lists them")
                    .exception();
        }
    }
}
