package dev.tutti.intake.format;

import dev.tutti.fact.AlertReport;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import java.util.List;

/** What one piece of a request body turned out to be. */
public sealed interface Item {

    /** Its place in the body, from 0. */
    int index();

    /** Its line in the body, from 1, where the body is one item a line; else 0. */
    int line();

    /**
     * An alert.
     *
     * @param format the name of the format that it was found to have
     * @param kindKnown whether the format's table knew its kind; {@code OTHER} may be known, too
     */
    record Parsed(int index, int line, String format, AlertReport report, boolean kindKnown) implements Item {}

    /** Well formed, and no alert. */
    record LeftOut(int index, int line, String reason) implements Item {}

    /** Meant as an alert, perhaps, but unusable until what the problem names is mended. */
    record Broken(int index, int line, Problem problem) implements Item {

        /** As many things to mend are told of one alert. */
        private static final int MAX_ERRORS = 20;

        static Broken of(int index, int line, List<FieldError> errors) {
            return new Broken(
                    index,
                    line,
                    Problem.of(ErrorCode.INVALID, "The alert is not valid")
                            .withErrors(
                                    errors.stream().distinct().limit(MAX_ERRORS).toList()));
        }
    }
}
