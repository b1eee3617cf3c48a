package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.context.Told.Outcome;
import dev.tutti.problem.FieldError;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of a calendar.
 *
 * @param ended periods of events that were called off, or no longer take place in the stead of another
 * @param ignored how many components of the calendar are no events
 */
record CalendarTaken(
        List<Taken> taken,
        List<String> ended,
        int ignored,
        @JsonInclude(Include.NON_EMPTY) List<FieldError> warnings) {

    /** One event, counted from 1, and the period that stands for it. */
    record Taken(int event, String summary, String id, Outcome outcome) {}

    static CalendarTaken of(List<CalendarImport.Event> wanted, Told told, List<String> ended, int ignored) {
        List<Taken> taken = IntStream.range(0, wanted.size())
                .mapToObj(i -> new Taken(
                        wanted.get(i).event().number(),
                        wanted.get(i).event().summary(),
                        Section.PERIODS.id(wanted.get(i).wanted().fact()),
                        told.outcomes().get(i)))
                .toList();
        return new CalendarTaken(taken, ended, ignored, told.warnings());
    }
}
