package dev.tutti.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Answers for failures outside of REST resources: refused by the HTTP policies, or on a path that nobody serves. */
@ApplicationScoped
public class RouteProblems {

    private static final Logger LOG = Logger.getLogger(RouteProblems.class);

    void register(@Observes Router router) {
        // Before all other failure handlers, which answer in HTML or with nothing.
        router.route().order(Integer.MIN_VALUE).failureHandler(RouteProblems::fail);
    }

    /** Ends the response with this problem, unless it has begun. */
    public static void answer(RoutingContext route, Problem problem) {
        var response = route.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.code().status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(Json.encodeToBuffer(problem.body()));
    }

    private static void fail(RoutingContext route) {
        if (route.response().headWritten()) {
            route.next();
            return;
        }
        var failure = route.failure();
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            answer(route, EveryProblem.plain(ErrorCode.UNAUTHENTICATED));
            return;
        }
        if (failure instanceof ForbiddenException) {
            answer(route, EveryProblem.plain(ErrorCode.FORBIDDEN));
            return;
        }
        var code = ErrorCode.ofStatus(route.statusCode());
        if (code == ErrorCode.INTERNAL && failure != null) {
            LOG.error("A request failed outside of every resource", failure);
        }
        answer(route, EveryProblem.plain(code));
    }
}
