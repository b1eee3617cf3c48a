package dev.tutti.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in the caller's words what was wrong with a JSON body: line and column where it is not JSON, a pointer where it is
 * JSON of another shape. Jackson's own texts name our classes and are not shown.
 */
final class JsonComplaint {

    private JsonComplaint() {}

    static Problem about(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !(e.getCause() instanceof JsonProcessingException)) {
            var pointer = pointer(mapping);
            return Problem.of(ErrorCode.INVALID, "The body does not have the expected shape" + at(e.getLocation()))
                    .withError(pointer, shape(mapping));
        }
        var cause = e.getCause() instanceof JsonProcessingException inner ? inner : e;
        return Problem.of(ErrorCode.MALFORMED, "The body is not valid JSON" + at(cause.getLocation()))
                .withHint("Mend the JSON text at this place; one missing quote or comma before it is enough");
    }

    private static String shape(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds();
            return known == null
                    ? "is not known here"
                    : "is not known here; known are "
                            + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return "must be one of "
                    + Arrays.stream(format.getTargetType().getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException said) {
            return String.valueOf(said.getMessage()); // a record of ours that explains why it refuses
        }
        if (e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
            return "must be " + kind(mismatched.getTargetType());
        }
        return "is missing or of another type than expected";
    }

    private static String kind(Class<?> type) {
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type == Instant.class) {
            return "a time with an offset, such as 2026-03-01T10:05:00Z";
        }
        if (type.getPackageName().startsWith("java.time")) {
            return "a " + type.getSimpleName().toLowerCase(Locale.ROOT) + " in the form of ISO 8601";
        }
        return "an object";
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream().map(JsonComplaint::step).collect(Collectors.joining());
    }

    private static String step(Reference reference) {
        var field = reference.getFieldName();
        return field == null
                ? "/" + reference.getIndex()
                : "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private static String at(@Nullable JsonLocation place) {
        return place == null || place.getLineNr() < 1
                ? ""
                : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
