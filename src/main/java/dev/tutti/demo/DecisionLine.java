package dev.tutti.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/** One decision in one line: the alert, the policies that fired, what was done, held or asked, and why. */
final class DecisionLine {

    private static final int TITLE = 44;

    private DecisionLine() {}

    /** Of the whole story of an alert, as {@code GET /alerts/{id}} tells it. */
    static String of(int number, String headline, JsonNode story) {
        JsonNode alert = story.path("alert");
        TreeSet<String> policies = new TreeSet<>();
        story.path("firings")
                .forEach(firing -> policies.add(firing.path("policyId").asText()));
        return "%4d  %-10s %-46s %-33s %s%s"
                .formatted(
                        number,
                        headline,
                        shortened(alert.path("title").asText()),
                        ends(alert),
                        policies.isEmpty() ? "no policy asks for anything" : String.join(" ", policies),
                        items(story.path("decision").path("items")));
    }

    /** Of an alert that had been decided before. */
    static String again(int number, String headline, String id) {
        return "%4d  %-10s the same report as before (%s); its first decision was %s"
                .formatted(number, "DUPLICATE", id, headline);
    }

    private static String items(JsonNode items) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items) {
            StringJoiner text = new StringJoiner(" ");
            text.add(word(item))
                    .add(item.path("capability").asText())
                    .add(item.path("target").asText());
            JsonNode ground = item.path("grounds").path(0);
            if (!ground.isMissingNode() && !item.path("joined").asBoolean()) {
                text.add("(" + ground.path("reason").asText() + ": "
                        + ground.path("text").asText() + ")");
            }
            texts.add("\n                 -> " + text);
        }
        return String.join("", texts);
    }

    private static String word(JsonNode item) {
        if (item.path("joined").asBoolean()) {
            return "is already under way:";
        }
        return switch (item.path("ruling").asText()) {
            case "PERMITTED" -> "does";
            case "HELD" -> "holds";
            case "ASKED" -> "asks before";
            case "DENIED" -> "denies";
            default -> item.path("ruling").asText();
        };
    }

    private static String ends(JsonNode alert) {
        String source = "";
        String target = "";
        for (JsonNode observable : alert.path("observables")) {
            if (observable.path("type").asText().equals("IP")) {
                if (observable.path("role").asText().equals("SOURCE") && source.isEmpty()) {
                    source = observable.path("value").asText();
                } else if (observable.path("role").asText().equals("TARGET") && target.isEmpty()) {
                    target = observable.path("value").asText();
                }
            }
        }
        return source + " > " + target;
    }

    private static String shortened(String title) {
        return title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…";
    }
}
