package dev.tutti.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of what a case expects.
 *
 * @param by the policy by which it is to happen, {@code ""} when the case names none
 */
record Expectation(Instant at, What what, SortedMap<String, String> details, String by) {

    private static final String BY = "by";
    private static final String QUORUM = "quorum";

    Expectation {
        details = new TreeMap<>(details);
    }

    static Expectation of(JsonNode item) {
        Map.Entry<String, JsonNode> entry = item.properties().stream()
                .filter(field -> !field.getKey().equals("at"))
                .findFirst()
                .orElseThrow();
        What what = What.of(entry.getKey());
        SortedMap<String, String> details = new TreeMap<>();
        entry.getValue()
                .properties()
                .forEach(field -> details.put(field.getKey(), field.getValue().asText()));
        if (what == What.ASKED) {
            details.putIfAbsent(QUORUM, "1");
        }
        String by = "";
        if (what != What.REFUSED && details.containsKey(BY)) {
            by = details.get(BY);
            details.remove(BY);
        }
        return new Expectation(Step.time(item.path("at")), what, details, by);
    }

    /** Whether this is what happened; of a judgement that names no policy, whether none gave it. */
    boolean isMetBy(Happening happening) {
        return at.equals(happening.at())
                && what == happening.what()
                && (what.finding()
                        ? happening.details().entrySet().containsAll(details.entrySet())
                        : details.equals(happening.details()))
                && (by.isEmpty()
                        ? !what.judgement() || happening.policies().isEmpty()
                        : happening.policies().contains(by));
    }

    String line() {
        return CaseLine.of(what, details, by);
    }
}
