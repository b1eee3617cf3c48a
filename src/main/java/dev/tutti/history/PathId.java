package dev.tutti.history;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.UUID;

/** What to say of an id in a path. */
final class PathId {

    private PathId() {}

    static UUID of(String given) {
        try {
            return Filter.readId(given);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ErrorCode.INVALID, "The id in the path is not valid")
                    .withError("path:id", String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    static HttpProblem unknown(String what, String path) {
        return Problem.of(ErrorCode.NOT_FOUND, "No " + what + " has this id")
                .withHint("GET " + path + " lists them")
                .exception();
    }
}
