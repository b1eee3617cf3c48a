package dev.tutti.admission;

import dev.tutti.admission.UnprovenBodies.Unread;
import dev.tutti.admission.Verdict.InBody;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import dev.tutti.problem.RouteProblems;
import dev.tutti.source.KeyUse;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Lets a request be proven by the first way that it uses, before the tokens of people are looked at. */
@ApplicationScoped
class SourceAuthentication implements HttpAuthenticationMechanism {

    static final String SNS_PATH = "/api/v1/sns/";

    private static final String REFUSED = SourceAuthentication.class.getName();
    private static final Problem NO_SUCH_PATH = Problem.of(ErrorCode.NOT_FOUND, "Nothing is found at this path");

    private final SecretWays secrets;
    private final HmacWay hmac;
    private final SnsWay sns;
    private final UnprovenBodies bodies;
    private final Refusals refusals;
    private final KeyUse use;

    SourceAuthentication(
            SecretWays secrets, HmacWay hmac, SnsWay sns, UnprovenBodies bodies, Refusals refusals, KeyUse use) {
        this.secrets = secrets;
        this.hmac = hmac;
        this.sns = sns;
        this.bodies = bodies;
        this.refusals = refusals;
        this.use = use;
    }

    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext route, IdentityProviderManager providers) {
        Shown shown = new ShownByHttp(route);
        Verdict verdict = check(route, shown);
        return verdict instanceof InBody inBody ? read(route, inBody) : answer(route, verdict);
    }

    private Verdict check(RoutingContext route, Shown shown) {
        if (route.normalizedPath().startsWith(SNS_PATH)) {
            return sns.check(shown);
        }
        Verdict signed = shown.urlSecret().isPresent() ? Verdict.ABSENT : hmac.check(shown);
        return signed instanceof Verdict.Absent ? secrets.check(shown) : signed;
    }

    private Uni<SecurityIdentity> read(RoutingContext route, InBody wanted) {
        return bodies.read(route, wanted.mostBytes())
                .chain(body -> Uni.createFrom()
                        .completionStage(() -> route.vertx()
                                .executeBlocking(() -> wanted.check().prove(body), false)
                                .toCompletionStage())
                        .invoke(verdict -> ProvenBody.keep(route, body)))
                .onFailure(Unread.class)
                .recoverWithItem(unread -> Verdict.refused(unread.reason()))
                .chain(verdict -> answer(route, verdict));
    }

    private Uni<SecurityIdentity> answer(RoutingContext route, Verdict verdict) {
        if (verdict instanceof Proven proven) {
            use.note(proven.sender().key());
            return Uni.createFrom().item(identity(proven.sender()));
        }
        if (verdict instanceof Refused refused) {
            route.put(REFUSED, refused);
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Uni.createFrom().nullItem();
    }

    private static SecurityIdentity identity(Sender sender) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(sender)
                .addRole(Role.SIEM.wireName())
                .addAttribute("tenant", sender.source().tenant())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext route) {
        return Uni.createFrom().nullItem();
    }

    /** Answers for what was refused here; for the rest the tokens of people do. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext route) {
        Refused refused = route.get(REFUSED);
        refusals.count(refused == null ? anonymous(route) : refused, new ShownByHttp(route).peer());
        if (refused == null) {
            return Uni.createFrom().item(false);
        }
        // An address with a wrong secret is an address that is not there.
        RouteProblems.answer(
                route, SecretUrls.secret(route) == null ? refused.reason().problem() : NO_SUCH_PATH);
        return Uni.createFrom().item(true);
    }

    private static Refused anonymous(RoutingContext route) {
        boolean shown = new ShownByHttp(route).header("Authorization").isPresent();
        return new Refused(shown ? Reason.UNKNOWN_CREDENTIAL : Reason.NO_CREDENTIAL, "");
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
