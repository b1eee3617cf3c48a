package dev.tutti.intake;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;

/**
 * Whether a request only asks what would be. Whoever wrote {@code dry=1} or {@code dryrun=true} wanted nothing to be done, so what
 * looks like that wish and is not understood is refused rather than decided in earnest.
 */
final class DryQuery {

    static final String NAME = "dry";

    private DryQuery() {}

    /** @throws HttpProblem when it cannot be told */
    static boolean isAsked(MultivaluedMap<String, String> query) {
        List<FieldError> errors = query.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(NAME) && !name.equals(NAME))
                .map(name -> new FieldError("query:" + name, "is not known here; known is " + NAME))
                .toList();
        if (!errors.isEmpty()) {
            throw refusal().withErrors(errors).exception();
        }
        List<String> given = query.getOrDefault(NAME, List.of("false"));
        String value = given.size() == 1 ? given.get(0).toLowerCase(Locale.ROOT) : "";
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw refusal()
                        .withError("query:" + NAME, "must be true or false, once")
                        .exception();
        };
    }

    private static Problem refusal() {
        return Problem.of(ErrorCode.INVALID, "It is not clear whether this is a dry run; nothing was taken");
    }
}
