package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.context.Told.Outcome;
import dev.tutti.problem.FieldError;
import java.util.List;
import java.util.stream.IntStream;

/** What a document changed. */
record Imported(
        Count services,
        Count assets,
        Count periods,
        Count noTouch,
        @JsonInclude(Include.NON_EMPTY) List<FieldError> warnings) {

    /** How many entries of a section were new, replaced another, or held already. */
    record Count(long created, long replaced, long unchanged) {}

    static Imported of(List<Wanted> wanted, Told told) {
        return new Imported(
                count(Section.SERVICES, wanted, told),
                count(Section.ASSETS, wanted, told),
                count(Section.PERIODS, wanted, told),
                count(Section.NO_TOUCH, wanted, told),
                told.warnings());
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
