package dev.tutti.identity;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import dev.tutti.problem.RouteProblems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Reads {@code Authorization: Bearer ...} (RFC 6750). A request without it is anonymous and may only see the health. */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer";
    private static final Problem REFUSED = Problem.of(
                    ErrorCode.UNAUTHENTICATED, "No token was sent, or it is unknown or revoked")
            .withHint(
                    "Send the header Authorization: Bearer TOKEN; an admin makes one with POST /api/v1/tokens. The key of a"
                            + " source is taken only in the way of its kind, see docs/formats.md")
            .withHeader("WWW-Authenticate", "Bearer");

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        if (!header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var credential =
                new TokenCredential(header.substring(SCHEME.length() + 1).strip(), SCHEME);
        return providers.authenticate(new TokenAuthenticationRequest(credential));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(REFUSED.code().status(), "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        RouteProblems.answer(context, REFUSED);
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, SCHEME));
    }
}
