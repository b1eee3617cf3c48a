package dev.tutti.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Gives the failures that the framework raises the same shape as ours. */
@ApplicationScoped
class EveryProblem implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(EveryProblem.class);

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        if (problem.getStatusCode() >= 500) {
            LOG.error("A request failed in a way that nobody expected", context.cause);
        }
        var plain = explain(problem, context.cause);
        var shaped = HttpProblem.builder(plain.exception());
        problem.getHeaders().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                shaped.withHeader(name, value);
            }
        });
        if (problem.getInstance() != null) {
            shaped.withInstance(problem.getInstance());
        }
        return shaped.build();
    }

    private static Problem explain(HttpProblem problem, Throwable cause) {
        var json = Stream.iterate(cause, each -> each != null, Throwable::getCause)
                .limit(8)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst();
        // The same exceptions out of our own writing are our fault, and come with status 500.
        if (json.isPresent() && problem.getStatusCode() < 500) {
            return JsonComplaint.about(json.get());
        }
        var code = ErrorCode.ofStatus(problem.getStatusCode());
        var errors = errors(problem);
        if (!errors.isEmpty()) {
            return Problem.of(ErrorCode.INVALID, "Some values are not valid").withErrors(errors);
        }
        return plain(code);
    }

    private static List<FieldError> errors(HttpProblem problem) {
        return problem.getParameters().get("violations") instanceof Collection<?> violations
                ? violations.stream()
                        .filter(Violation.class::isInstance)
                        .map(Violation.class::cast)
                        .map(each -> new FieldError(pointer(each), each.message))
                        .toList()
                : List.of();
    }

    private static String pointer(Violation violation) {
        return violation.in.equals("body")
                ? "/" + violation.field.replace('.', '/').replace("[", "/").replace("]", "")
                : violation.in + ":" + violation.field;
    }

    /** What is said of a failure of which no more is known than its code. */
    static Problem plain(ErrorCode code) {
        return Problem.of(code, detail(code)).withHint(hint(code));
    }

    private static String hint(ErrorCode code) {
        return switch (code) {
            case FORBIDDEN -> "README.md says what each role may do; what posts alerts needs the role siem";
            case NOT_FOUND -> "Alerts are posted to /api/v1/alerts; /q/openapi describes every path";
            case METHOD_NOT_ALLOWED -> "/q/openapi describes every path with its methods";
            case UNSUPPORTED ->
                "Send Content-Type: application/json; curl calls a body a form unless -H says otherwise";
            default -> "";
        };
    }

    private static String detail(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> "No token was sent, or it is unknown or revoked";
            case FORBIDDEN -> "The role of this token may not do this";
            case NOT_FOUND -> "Nothing is found at this path";
            case METHOD_NOT_ALLOWED -> "Another method may be known at this path";
            case UNSUPPORTED -> "The Content-Type of the request is not one that this path reads";
            case NOT_ACCEPTABLE -> "The Accept header of the request excludes what this path answers";
            case TOO_LARGE -> "The body is larger than this path takes";
            case INTERNAL -> "It was logged; nothing more is known to the caller";
            default -> "The request could not be handled";
        };
    }
}
