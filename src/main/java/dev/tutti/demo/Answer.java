package dev.tutti.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a simulated tool says; {@code "simulated": true} comes first, whatever else there is. */
record Answer(int status, Map<String, Object> body) {

    /** How many things a tool holds before it answers 507. */
    static final int MAX_ENTRIES = 10_000;

    Answer {
        Map<String, Object> marked = new LinkedHashMap<>();
        marked.put("simulated", true);
        marked.putAll(body);
        body = marked;
    }

    static Answer problem(int status, String type, String title) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:simulated:" + type);
        body.put("title", title + " (simulated)");
        body.put("status", status);
        return new Answer(status, body);
    }

    static Answer full() {
        return problem(507, "full", "There is no room for more");
    }

    static Answer noSuchPath() {
        return problem(404, "no-such-path", "There is nothing here");
    }
}
