package dev.tutti.connector;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One typed parameter of an action.
 *
 * @param defaultValue taken when the call does not name it, {@code ""} when there is none
 * @param maxLength in characters
 * @param values the allowed ones of an {@code ENUM}, else empty
 */
public record ParameterSpec(
        String name,
        String description,
        Type type,
        boolean required,
        String defaultValue,
        int maxLength,
        List<String> values) {

    /** How a value is written, and what the tool is given. */
    public enum Type {
        STRING,
        INTEGER,
        /** ISO 8601, such as {@code PT1H}; the tool is given whole seconds. */
        DURATION,
        ENUM
    }

    public ParameterSpec {
        values = List.copyOf(values);
    }

    /** Why the value cannot be used, in words that name the parameter; empty when it can. */
    public Optional<String> objection(String value) {
        if (value.length() > maxLength) {
            return because("is longer than " + maxLength + " characters");
        }
        return switch (type) {
            case STRING ->
                Text.isUnsendable(value, "\n\t") ? because("holds a character that cannot be sent") : Optional.empty();
            case ENUM -> values.contains(value) ? Optional.empty() : because("is none of " + values);
            case INTEGER -> {
                try {
                    Long.parseLong(value);
                    yield Optional.empty();
                } catch (NumberFormatException e) {
                    yield because("is not an integer");
                }
            }
            case DURATION -> {
                try {
                    boolean negative = Duration.parse(value).isNegative();
                    yield negative ? because("is negative") : Optional.empty();
                } catch (DateTimeParseException e) {
                    yield because("is not an ISO 8601 duration such as PT1H");
                }
            }
        };
    }

    /** The value as an expression sees it; only for a value without an objection. */
    Object typed(String value) {
        return switch (type) {
            case STRING, ENUM -> value;
            case INTEGER -> Long.valueOf(value);
            case DURATION -> Duration.parse(value).toSeconds();
        };
    }

    private Optional<String> because(String reason) {
        return Optional.of("parameter '" + name + "' " + reason);
    }
}
