package dev.tutti.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import dev.tutti.policy.CasePeriod;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** One item of what a case gives: something happens, at its time. */
record Step(Instant at, Given given) {

    static final String TENANT = "default";

    private static final String DEFAULT_SOURCE = "case";
    private static final String DEFAULT_TITLE = "an alert";

    /** @param number counted from 1; what the step brings into being is named after it */
    static Step of(JsonNode item, int number) {
        Instant at = time(item.path("at"));
        Map.Entry<String, JsonNode> entry = item.properties().stream()
                .filter(field -> !field.getKey().equals("at"))
                .findFirst()
                .orElseThrow();
        return new Step(at, given(entry.getKey(), entry.getValue(), at, number));
    }

    private static Given given(String word, JsonNode node, Instant at, int number) {
        String by = text(node, "by");
        String action = text(node, "action");
        String target = text(node, "target");
        String reason = text(node, "reason");
        return switch (word) {
            case "alert" -> new Given.Reported(report(node, at, "alert-" + number));
            case "propose" -> new Given.Proposed(by, action, target, parameters(node.path("parameters")));
            case "vote" -> new Given.Voted(by, action, target, verdict(node), reason);
            case "withdraw" -> new Given.TakenBack(by, action, target, reason);
            case "undo" -> new Given.UndoWanted(by, action, target, reason);
            case "outcome" -> new Given.CameTo(action, target, Outcome.valueOf(text(node, "result")));
            default -> new Given.Stated(context(word, node, at, number));
        };
    }

    private static Context context(String word, JsonNode node, Instant at, int number) {
        return switch (word) {
            case "freeze", "window", "businessHours", "holiday", "onCall" ->
                CasePeriod.of(word, node, at, "given-" + number);
            case "service" ->
                new Service(text(node, "name"), text(node, "owner"), Criticality.valueOf(text(node, "criticality")));
            case "asset" -> new Asset(text(node, "name"), text(node, "service"), texts(node.path("addresses")));
            case "person" -> new Person(text(node, "name"), texts(node.path("roles")));
            case "noTouch" -> new NoTouch(text(node, "entry"), text(node, "why"));
            default -> throw new IllegalArgumentException("nothing of the kind '" + word + "' happens in a case");
        };
    }

    private static AlertReport report(JsonNode node, Instant at, String id) {
        Severity severity = Severity.valueOf(text(node, "severity"));
        return new AlertReport(
                TENANT,
                node.path("source").asText(DEFAULT_SOURCE),
                id,
                id,
                node.path("title").asText(DEFAULT_TITLE),
                text(node, "rule"),
                Kind.valueOf(text(node, "kind")),
                severity,
                node.path("score").asInt(-1),
                severity.name(),
                "case",
                texts(node.path("techniques")),
                node.path("observables").valueStream().map(Step::observable).toList(),
                node.has("observedAt") ? time(node.path("observedAt")) : at,
                "{}");
    }

    private static Observable observable(JsonNode node) {
        return new Observable(
                ObservableType.valueOf(text(node, "type")),
                ObservableRole.valueOf(text(node, "role")),
                text(node, "value"));
    }

    private static List<Parameter> parameters(JsonNode node) {
        return node.properties().stream()
                .map(field -> new Parameter(field.getKey(), field.getValue().asText()))
                .toList();
    }

    private static Verdict verdict(JsonNode node) {
        return text(node, "verdict").equals("APPROVE") ? Verdict.APPROVE : Verdict.DISAPPROVE;
    }

    /** The journal counts milliseconds, and so does a case. */
    static Instant time(JsonNode node) {
        return OffsetDateTime.parse(node.asText()).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
