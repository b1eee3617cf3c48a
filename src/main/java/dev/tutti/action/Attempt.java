package dev.tutti.action;

import java.time.Instant;

/**
 * One call of a tool, written down before it was made.
 *
 * @param number from 1, over all orders for this operation on the action
 * @param connector the instance that was called
 * @param detail what the tool said, {@code ""} when nothing is known
 */
record Attempt(int number, String connector, Instant startedAt, AttemptResult result, String detail) {

    Attempt with(AttemptResult newResult, String newDetail) {
        return new Attempt(number, connector, startedAt, newResult, newDetail);
    }
}
