package dev.tutti.intake.format;

import dev.tutti.problem.FieldError;
import java.util.List;

/** How a family of products writes an event into one line of text. */
interface LineDialect {

    /** The last segment of the path, and the source of its alerts. */
    String name();

    /** Where in the line the event begins, a syslog header before it or not; -1 when there is none. */
    int begin(String line);

    /**
     * Reads an event.
     *
     * @param event from its beginning to the end of the line
     * @param errors notes what has to be mended; then what is returned is of no use
     */
    LineEvent read(String event, List<FieldError> errors);
}
