package dev.tutti.admission;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import dev.tutti.problem.RouteProblems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secret out of the address before anything else sees the request: the log of accesses, the error bodies and every
 * later handler know {@code /api/v1/hooks/masked/...} only. A secret anywhere else in an address, where the sender has misspelt the
 * path, is taken out as well, and such an address is not there.
 */
@ApplicationScoped
class SecretUrls {

    static final String PREFIX = "/api/v1/hooks/";
    static final String MASKED = PREFIX + "masked";

    private static final String SECRET = SecretUrls.class.getName();

    /** What may follow the secret; much shorter than one, should somebody have turned the two around. */
    private static final Pattern FORMAT = Pattern.compile("[a-z0-9-]{1,32}");

    private static final Pattern DRY = Pattern.compile("(?:^|&)dry", Pattern.CASE_INSENSITIVE);
    private static final Problem NOT_DRY = Problem.of(
                    ErrorCode.INVALID, "A secret address knows no dry run; nothing was taken")
            .withHint("POST /api/v1/alerts?dry=true with a token says what would be decided");

    /** The end of a secret of ours, whichever of its letters are escaped; nothing else in an address is so long. */
    private static final Pattern LIKE_A_SECRET = Pattern.compile("[0-9A-Fa-f_%]{81,}");

    void register(@Observes Router router) {
        // The first of the first: what observes this event comes before the log of accesses is put in.
        router.route().order(Integer.MIN_VALUE).handler(SecretUrls::mask);
    }

    /** The secret of a request that came with one in its address. */
    static @Nullable String secret(RoutingContext route) {
        return route.get(SECRET);
    }

    private static void mask(RoutingContext route) {
        String path = route.normalizedPath();
        if (secret(route) != null) {
            route.next();
            return;
        }
        if (!path.startsWith(PREFIX)) {
            if (holdsASecret(route.request().uri())) {
                route.put(SECRET, "");
                route.reroute(MASKED);
            } else {
                route.next();
            }
            return;
        }
        if (looksLikeADryRun(route.request().query())) {
            // The way on loses the query, and what was meant to be tried out would be decided in earnest.
            RouteProblems.answer(route, NOT_DRY);
            return;
        }
        String rest = path.substring(PREFIX.length());
        route.put(SECRET, secretOf(rest));
        route.reroute(maskedPath(rest));
    }

    static boolean looksLikeADryRun(@Nullable String query) {
        return query != null && DRY.matcher(query).find();
    }

    static boolean holdsASecret(String address) {
        return LIKE_A_SECRET.matcher(address).find();
    }

    static String secretOf(String rest) {
        return rest.split("/", 2)[0];
    }

    static String maskedPath(String rest) {
        String[] parts = rest.split("/", 2);
        if (parts.length == 1) {
            return MASKED;
        }
        return MASKED + "/" + (FORMAT.matcher(parts[1]).matches() ? parts[1] : "unknown");
    }
}
