package dev.tutti.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One line of what a case expects.
 *
 * @param by the policy by which it is to happen, {@code ""} when the case names none
 */
record Expectation(Instant at, What what, SortedMap<String, String> details, String by) {

    private static final String BY = "by";
    private static final String QUORUM = "quorum";
    static final String PARAMETERS = "parameters";

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
        if (details.containsKey(PARAMETERS)) {
            details.put(PARAMETERS, parameters(entry.getValue().path(PARAMETERS)));
        }
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
                        : details.equals(compared(happening)))
                && (by.isEmpty()
                        ? !what.judgement() || happening.policies().isEmpty()
                        : happening.policies().contains(by));
    }

    /** A case that says nothing of parameters leaves them open. */
    private SortedMap<String, String> compared(Happening happening) {
        SortedMap<String, String> compared = new TreeMap<>(happening.details());
        if (!details.containsKey(PARAMETERS)) {
            compared.remove(PARAMETERS);
        }
        return compared;
    }

    private static String parameters(JsonNode node) {
        return parameters(node.properties().stream()
                .map(field -> new Parameter(field.getKey(), field.getValue().asText()))
                .toList());
    }

    /** Parameters as one detail, so that two lists of them are the same exactly when these are. */
    static String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .sorted()
                .map(parameter -> CaseLine.scalar(parameter.name()) + ": " + CaseLine.scalar(parameter.value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    String line() {
        return CaseLine.of(what, details, by);
    }
}
