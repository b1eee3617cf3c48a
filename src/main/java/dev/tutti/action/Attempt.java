package dev.tutti.action;

import dev.tutti.fact.Parameter;
import java.time.Instant;
import java.util.List;

/**
 * One call of a tool, written down before it was made.
 *
 * @param number from 1, over all orders for this operation on the action
 * @param connector the instance that was called
 * @param brought what it came to, as far as anybody knows
 */
record Attempt(int number, String connector, Instant startedAt, Brought brought) {

    /**
     * What an attempt came to.
     *
     * @param detail what the tool said, {@code ""} when nothing is known
     * @param results what the manifest keeps of the answer
     */
    record Brought(AttemptResult result, String detail, List<Parameter> results) {

        static final Brought NOTHING_KNOWN = new Brought(AttemptResult.UNKNOWN, "");

        Brought {
            results = List.copyOf(results);
        }

        Brought(AttemptResult result, String detail) {
            this(result, detail, List.of());
        }
    }

    AttemptResult result() {
        return brought.result();
    }

    String detail() {
        return brought.detail();
    }

    Attempt with(Brought known) {
        return new Attempt(number, connector, startedAt, known);
    }
}
