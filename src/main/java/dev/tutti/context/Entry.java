package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes and reads about one thing. What is missing in the JSON is empty here. The members that an answer adds
 * are ignored when they come back, so that what was read can be changed and sent.
 */
@JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
sealed interface Entry permits AccountEntry, CalendarEntry, EstateEntry, PeopleEntry, RemovalEntry, WorkEntry {

    /** The fact that this states; empty after complaints, whose pointers begin with this one. */
    Optional<Context> fact(String at, Complaints complaints);

    /** The same with the identity of its path, as far as it names none itself. */
    Entry named(String path);

    static Entry of(Context fact) {
        return Section.of(fact).entry(fact);
    }

    static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static List<String> orEmpty(@Nullable List<@Nullable String> texts) {
        return texts == null ? List.of() : texts.stream().map(Entry::orEmpty).toList();
    }

    static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /** This many names out of a path that joins them, the last with all that remains; what is not there is empty. */
    static List<String> parts(String path, int count) {
        String[] parts = path.split(Checks.JOINT, count);
        return IntStream.range(0, count)
                .mapToObj(i -> i < parts.length ? parts[i] : "")
                .toList();
    }
}
