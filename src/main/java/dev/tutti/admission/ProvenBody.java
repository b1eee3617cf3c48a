package dev.tutti.admission;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Hands a body that was read to prove its sender on to whoever serves the request. */
@ApplicationScoped
class ProvenBody {

    private static final String BODY = ProvenBody.class.getName();

    private final SnsSubscriptions subscriptions;

    ProvenBody(SnsSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    static void keep(RoutingContext route, byte[] body) {
        route.put(BODY, body);
    }

    /** Public, because Quarkus REST calls it. What SNS says about a subscription is answered here and is no alert. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public @Nullable Uni<Response> handOn(ContainerRequestContext request, RoutingContext route) {
        byte[] body = route.get(BODY);
        if (body == null) {
            return null;
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        return route.normalizedPath().startsWith(SourceAuthentication.SNS_PATH) ? subscriptions.answer(body) : null;
    }
}
