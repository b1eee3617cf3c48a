package dev.tutti.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One occurrence of a failure, as it is shown to the caller; nothing in it may be secret.
 *
 * <p>As a value it can stand in the body of an answer about many items; thrown by {@link #exception()} it is the answer.
 *
 * @param detail about this occurrence, for a human; never an exception's text
 * @param hint what to do next; {@code ""} when there is nothing to say
 * @param headers response headers such as {@code Retry-After}; they are no part of the body
 */
public record Problem(
        ErrorCode code, String detail, String hint, List<FieldError> errors, Map<String, String> headers) {

    /** The media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, "", List.of(), Map.of());
    }

    public Problem withHint(String newHint) {
        return new Problem(code, detail, newHint, errors, headers);
    }

    public Problem withError(String pointer, String errorDetail) {
        return withErrors(List.of(new FieldError(pointer, errorDetail)));
    }

    public Problem withErrors(List<FieldError> more) {
        var all = Stream.concat(errors.stream(), more.stream()).toList();
        return new Problem(code, detail, hint, all, headers);
    }

    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, detail, hint, errors, more);
    }

    /** The members of the JSON object, in the order of RFC 9457; empty ones are left out. */
    @JsonValue
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", code.type().toString());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", detail);
        body.putAll(extensions());
        return body;
    }

    /** Thrown out of a resource, it becomes the answer. */
    public HttpProblem exception() {
        var builder = HttpProblem.builder()
                .withType(code.type())
                .withTitle(code.title())
                .withStatus(code.status())
                .withDetail(detail);
        extensions().forEach(builder::with);
        headers.forEach(builder::withHeader);
        return builder.build();
    }

    private Map<String, Object> extensions() {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code.name());
        if (!hint.isEmpty()) {
            extensions.put("hint", hint);
        }
        if (!errors.isEmpty()) {
            extensions.put("errors", new ArrayList<>(errors));
        }
        return extensions;
    }
}
