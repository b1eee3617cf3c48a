package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.context.Told.Outcome;
import dev.tutti.problem.FieldError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a document changed.
 *
 * @param sections a count for each section, under its name in the document
 */
record Imported(
        @JsonAnyGetter Map<String, Count> sections,
        @JsonInclude(Include.NON_EMPTY) List<FieldError> warnings) {

    /** How many entries of a section were new, replaced another, or held already. */
    record Count(long created, long replaced, long unchanged) {}

    static Imported of(List<Wanted> wanted, Told told) {
        Map<String, Count> sections = new LinkedHashMap<>();
        Arrays.stream(Section.values())
                .filter(Section::told)
                .forEach(section -> sections.put(section.member(), count(section, wanted, told)));
        return new Imported(sections, told.warnings());
    }

    private static Count count(Section section, List<Wanted> wanted, Told told) {
        List<Outcome> outcomes = IntStream.range(0, wanted.size())
                .filter(i -> Section.of(wanted.get(i).fact()) == section)
                .mapToObj(told.outcomes()::get)
                .toList();
        return new Count(
                count(outcomes, Outcome.CREATED),
                count(outcomes, Outcome.REPLACED),
                count(outcomes, Outcome.UNCHANGED));
    }

    private static long count(List<Outcome> outcomes, Outcome outcome) {
        return outcomes.stream().filter(each -> each == outcome).count();
    }
}
