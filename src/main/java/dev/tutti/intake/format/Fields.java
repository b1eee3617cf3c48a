package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tutti.problem.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object by paths such as {@code kibana.alert.rule.name}, and notes what is wrong with them.
 *
 * <p>A path finds a member whether its sender nests objects, writes dotted keys or mixes the two, goes through every element
 * of an array on the way, and takes a key with a capital or without, or with underscores ({@code ip_address} for
 * {@code ipAddress} and {@code IpAddress}), for one another. What is null counts as left out.
 */
final class Fields {

    /** More values under one path are passed over; they stay in the payload. */
    private static final int MAX_FOUND = 256;

    /** A list of a hundred thousand empty objects has no value to count, and a format asks for a hundred paths. */
    private static final int MAX_LOOKED_AT = 4_096;

    private static final int MAX_TEXT = 4_096;

    private record Found(JsonNode node, String pointer) {

        /** Many a sender writes an empty text, .NET and Go their first day, where there is no time. */
        private boolean saysWhen() {
            String text = node.isTextual() ? node.textValue() : "when";
            return !text.isBlank() && !text.startsWith("0001-01-01");
        }
    }

    private final JsonNode node;
    private final String pointer;
    private final Times times;
    private final List<FieldError> errors;
    private final boolean utc;

    Fields(JsonNode node, String pointer, Times times, List<FieldError> errors) {
        this(node, pointer, times, errors, false);
    }

    private Fields(JsonNode node, String pointer, Times times, List<FieldError> errors, boolean utc) {
        this.node = node;
        this.pointer = pointer;
        this.times = times;
        this.errors = errors;
        this.utc = utc;
    }

    /** The same of a sender all of whose times are UTC by its specification, so that one without an offset is, too. */
    Fields inUtc() {
        return new Fields(node, pointer, times, errors, true);
    }

    boolean has(String path) {
        return !found(path).isEmpty();
    }

    /** Whether there is a value under the path, however its sender spells it, for a look at what an object is. */
    static boolean holds(JsonNode node, String path) {
        var search = new Search();
        search.collect(node, path, "");
        return !search.found.isEmpty();
    }

    /** The first value under the path; a missing node when there is none. */
    JsonNode node(String path) {
        List<Found> found = found(path);
        return found.isEmpty() ? MissingNode.getInstance() : found.get(0).node();
    }

    /** Each object under the path, with its own fields. */
    List<Fields> each(String path) {
        return found(path).stream()
                .filter(found -> found.node().isObject())
                .map(found -> new Fields(found.node(), found.pointer(), times, errors, utc))
                .toList();
    }

    /** The same; also the objects of a list that is written as JSON in a text. What cannot be read there is passed over. */
    List<Fields> eachWritten(String path) {
        List<Fields> written = new ArrayList<>();
        for (Found found : found(path)) {
            if (found.node().isObject()) {
                written.add(new Fields(found.node(), found.pointer(), times, errors, utc));
            } else if (found.node().isTextual()) {
                read(found).forEach(object -> written.add(new Fields(object, found.pointer(), times, errors, utc)));
            }
        }
        return written;
    }

    private static List<JsonNode> read(Found found) {
        try {
            JsonNode inner = StrictJson.read(found.node().textValue());
            List<JsonNode> objects = new ArrayList<>();
            (inner.isArray() ? inner : List.of(inner)).forEach(object -> {
                if (object.isObject() && objects.size() < MAX_FOUND) {
                    objects.add(object);
                }
            });
            return objects;
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /** The first text, number or truth value that is not blank under the first path that has one; else {@code ""}. */
    String text(String... paths) {
        for (String path : paths) {
            Optional<String> text = texts(path).findFirst();
            if (text.isPresent()) {
                return text.get();
            }
        }
        return "";
    }

    /** All texts, numbers and truth values that are not blank under the paths, in their order. */
    Stream<String> texts(String... paths) {
        return Stream.of(paths)
                .flatMap(path -> found(path).stream())
                .map(Found::node)
                .filter(JsonNode::isValueNode)
                .map(value -> Text.of(value.asText("").strip(), MAX_TEXT))
                .filter(text -> !text.isEmpty());
    }

    /** A text or number as in {@link #text}; without any, or with something else there, an error at the first path. */
    String required(String... paths) {
        for (String path : paths) {
            List<Found> found = found(path);
            if (!found.isEmpty()
                    && !found.get(0).node().isBoolean()
                    && !text(path).isEmpty()) {
                return text(path);
            }
        }
        error(paths[0], found(paths[0]).isEmpty() ? "is missing" : "must be a text that is not blank");
        return "";
    }

    /** A number, also one that is written as a text. */
    Optional<BigDecimal> number(String path) {
        JsonNode value = node(path);
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        String text = value.asText("").strip();
        return text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The time under the first path that has one; an error there when it is no time or cannot be. */
    Optional<Instant> time(String... paths) {
        return times(paths).findFirst().flatMap(found -> time(found, Times.EARLIEST));
    }

    private Stream<Found> times(String... paths) {
        return Stream.of(paths).flatMap(path -> found(path).stream()).filter(Found::saysWhen);
    }

    /** The first time under the paths that can be; what cannot is no error. */
    Optional<Instant> usableTime(String... paths) {
        return Stream.of(paths)
                .flatMap(path -> found(path).stream())
                .flatMap(found -> Times.read(found.node(), utc).stream())
                .filter(time -> times.doubt(time) == null)
                .findFirst();
    }

    /** The same; an error at the first path when none of them has a value. */
    Optional<Instant> requiredTime(String... paths) {
        Optional<Instant> time = time(paths);
        if (times(paths).findFirst().isEmpty()) {
            error(paths[0], "is missing");
        }
        return time;
    }

    /** The time under the path, of a source whose times may begin earlier than others'. */
    Optional<Instant> requiredTimeSince(Instant earliest, String path) {
        List<Found> found = found(path);
        if (found.isEmpty()) {
            error(path, "is missing");
            return Optional.empty();
        }
        return time(found.get(0), earliest);
    }

    /** Notes that what is under the path, or should be there, has to be mended. */
    void error(String path, String detail) {
        List<Found> found = found(path);
        errors.add(new FieldError(
                found.isEmpty()
                        ? pointer + (path.isEmpty() ? "" : "/" + path.replace('.', '/'))
                        : found.get(0).pointer(),
                detail));
    }

    private Optional<Instant> time(Found found, Instant earliest) {
        Optional<Instant> time = Times.read(found.node(), utc);
        String wrong = time.isEmpty() ? Times.WANTED : times.doubt(time.get(), earliest);
        if (wrong != null) {
            errors.add(new FieldError(found.pointer(), wrong));
            return Optional.empty();
        }
        return time;
    }

    private List<Found> found(String path) {
        var search = new Search();
        search.collect(node, path, pointer);
        return search.found;
    }

    /** One look through everything that a path may mean. */
    private static final class Search {

        private final List<Found> found = new ArrayList<>();
        private int left = MAX_LOOKED_AT;

        private boolean goesOn() {
            return found.size() < MAX_FOUND && left > 0;
        }

        private void collect(JsonNode node, String path, String pointer) {
            if (!goesOn()) {
                return;
            }
            left--;
            if (node.isArray()) {
                for (int i = 0; i < node.size() && goesOn(); i++) {
                    if (!node.get(i).isArray()) { // nobody writes a list of lists
                        collect(node.get(i), path, pointer + "/" + i);
                    }
                }
            } else if (path.isEmpty()) {
                if (!node.isNull()) {
                    found.add(new Found(node, pointer));
                }
            } else {
                members(node, path, pointer);
            }
        }

        /** The longest key first, since dotted and nested keys come mixed. */
        private void members(JsonNode node, String path, String pointer) {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
                String key = present(node, path.substring(0, end));
                if (key != null) {
                    String rest = end == path.length() ? "" : path.substring(end + 1);
                    String escaped = key.replace("~", "~0").replace("/", "~1");
                    collect(node.get(key), rest, pointer + "/" + escaped);
                }
            }
        }
    }

    private static @Nullable String present(JsonNode node, String key) {
        if (node.has(key)) {
            return key;
        }
        String capital = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        if (node.has(capital)) {
            return capital;
        }
        String small = Character.toLowerCase(key.charAt(0)) + key.substring(1);
        if (node.has(small)) {
            return small;
        }
        String underscored = underscored(small);
        return node.has(underscored) ? underscored : null;
    }

    private static String underscored(String key) {
        var text = new StringBuilder(key.length() + 4);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isUpperCase(c)) {
                text.append('_').append(Character.toLowerCase(c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
