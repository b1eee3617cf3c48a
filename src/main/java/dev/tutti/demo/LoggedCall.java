package dev.tutti.demo;

import java.time.Instant;

/**
 * One call that a simulated tool received.
 *
 * @param path as it came over the wire, still encoded
 * @param key the idempotency key, {@code ""} when there was none
 */
public record LoggedCall(String tool, String method, String path, String key, Instant at) {

    /** Whether it asked for a change. */
    public boolean change() {
        return !method.equals("GET");
    }
}
