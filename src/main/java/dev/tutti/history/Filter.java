package dev.tutti.history;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One query parameter of a listing: what it may be, and the condition that it puts on a row. */
final class Filter {

    /** Longer texts are in no column that is filtered by. */
    private static final int MAX_TEXT = 4_000;

    private final String name;

    @CompileTimeConstant
    private final String condition;

    private final Function<String, Object> form;

    private Filter(String name, @CompileTimeConstant final String condition, Function<String, Object> form) {
        this.name = name;
        this.condition = condition;
        this.form = form;
    }

    static Filter text(String name, @CompileTimeConstant final String condition) {
        return new Filter(name, condition, Filter::readText);
    }

    static Filter id(String name, @CompileTimeConstant final String condition) {
        return new Filter(name, condition, Filter::readId);
    }

    static Filter time(String name, @CompileTimeConstant final String condition) {
        return new Filter(name, condition, Filter::readTime);
    }

    static Filter flag(String name, @CompileTimeConstant final String condition) {
        return new Filter(
                name,
                condition,
                given -> readOneOf(given, List.of("true", "false")).equals("true"));
    }

    static Filter oneOf(List<String> allowed, String name, @CompileTimeConstant final String condition) {
        return new Filter(name, condition, given -> readOneOf(given, allowed));
    }

    static <E extends Enum<E>> Filter oneOf(
            Class<E> allowed, String name, @CompileTimeConstant final String condition) {
        return oneOf(Arrays.stream(allowed.getEnumConstants()).map(Enum::name).toList(), name, condition);
    }

    String name() {
        return name;
    }

    /** The value to bind.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    Object read(String given) {
        return form.apply(given);
    }

    void narrow(Select select, Object value) {
        select.and(condition, value);
    }

    /** The value of a path or query parameter that is an identity. */
    static UUID readId(String given) {
        // UUID.fromString also takes shorter forms.
        if (!given.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new IllegalArgumentException("must be a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        }
        return UUID.fromString(given);
    }

    private static String readText(String given) {
        if (given.length() > MAX_TEXT || given.indexOf('\u0000') >= 0) {
            throw new IllegalArgumentException("must have at most " + MAX_TEXT + " characters and no U+0000");
        }
        return given;
    }

    private static Instant readTime(String given) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(given);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "must be a time in RFC 3339, such as 2026-03-01T10:05:00Z; in a query the + of an offset has to be escaped");
    }

    private static String readOneOf(String given, List<String> allowed) {
        if (!allowed.contains(given)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", allowed));
        }
        return given;
    }
}
