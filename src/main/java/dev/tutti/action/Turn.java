package dev.tutti.action;

import dev.tutti.connector.ActionOutcome;
import java.sql.SQLException;

/** What came of the wish to call a tool. */
sealed interface Turn {

    /** What must be known before the call, which is made only when this is true. */
    interface Intent {
        boolean written() throws SQLException;
    }

    /** It was called. */
    record Made(ActionOutcome outcome) implements Turn {}

    /** It was not called, since the intent could not be written. */
    record NotMade() implements Turn {}

    /** It was not called, and nothing was written; it may be when the bound allows it. */
    record NotNow(Bound bound) implements Turn {}
}
