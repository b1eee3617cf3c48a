package dev.tutti.demo;

import java.util.List;
import java.util.Map;

/**
 * A request as a simulated tool sees it.
 *
 * @param path its segments, decoded
 * @param key the idempotency key, {@code ""} when there is none
 */
record Asked(String method, List<String> path, String key, Map<String, Object> body) {

    /** Whether the request has this method and this many segments, the first (and third) of them as given. */
    boolean is(String wanted, int segments, String first, String third) {
        return method.equals(wanted)
                && path.size() == segments
                && path.get(0).equals(first)
                && (segments < 3 || path.get(2).equals(third));
    }

    boolean is(String wanted, int segments, String first) {
        return is(wanted, segments, first, "");
    }

    /** A text of the body, {@code ""} when it is missing or something else. */
    String text(String name) {
        return body.get(name) instanceof String text ? text : "";
    }
}
