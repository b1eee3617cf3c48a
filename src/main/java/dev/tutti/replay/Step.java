package dev.tutti.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Context;
import dev.tutti.fact.Finding;
import dev.tutti.fact.FindingKind;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Severity;
import dev.tutti.policy.CasePeriod;
import dev.tutti.policy.ContextWord;
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
    private static final String ALERT = "alert-";

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
            case "alert" -> new Given.Reported(report(node, at, ALERT + number));
            case "propose" -> new Given.Proposed(by, action, target, parameters(node.path("parameters")));
            case "vote" -> new Given.Voted(by, action, target, verdict(node), reason);
            case "withdraw" -> new Given.TakenBack(by, action, target, reason);
            case "renew" -> new Given.Renewed(by, action, target, reason);
            case "breakGlass" -> new Given.GlassBroken(by, action, target, reason);
            case "review" -> new Given.Reviewed(by, action, target, reason);
            case "undo" -> new Given.UndoWanted(by, action, target, reason);
            case "closure" -> new Given.Closed(by, finding(node), reason);
            case "removal" -> new Given.RemovalProposed(named(number), by, text(node, "entry"), reason);
            case "removalAnswer" ->
                new Given.RemovalAnswered(
                        by,
                        text(node, "entry"),
                        text(node, "verdict").equals("AGREED") ? Verdict.APPROVE : Verdict.DISAPPROVE,
                        reason);
            case "ended" -> new Given.Ended(ended(node));
            case "outcome" ->
                new Given.CameTo(
                        action, target, Outcome.valueOf(text(node, "result")), parameters(node.path("results")));
            default -> new Given.Stated(context(word, node, at, number));
        };
    }

    private static Context context(String word, JsonNode node, Instant at, int number) {
        return switch (word) {
            case "freeze", "window", "businessHours", "holiday", "onCall" ->
                CasePeriod.of(word, node, at, named(number));
            default ->
                ContextWord.of(word)
                        .map(known -> known.fact(completed(node, at, number)))
                        .orElseThrow(() ->
                                new IllegalArgumentException("nothing of the kind '" + word + "' happens in a case"));
        };
    }

    /** What begins without a time begins now; what needs a name of its own is named after its step. */
    private static JsonNode completed(JsonNode node, Instant at, int number) {
        ObjectNode completed = node.deepCopy();
        if (node.has("until") && !node.has("from")) {
            completed.put("from", at.toString());
        }
        if (node.has("until") && !node.has("id")) {
            completed.put("id", named(number));
        }
        return completed;
    }

    /** The schema sees to it that one thing ends, and under a word that states one. */
    private static String ended(JsonNode node) {
        Map.Entry<String, JsonNode> what =
                node.properties().stream().findFirst().orElseThrow();
        return ContextWord.of(what.getKey())
                .orElseThrow()
                .factId(what.getValue().asText());
    }

    private static String finding(JsonNode node) {
        return new Finding(FindingKind.valueOf(text(node, "kind")), text(node, "subject"), "", "").factId();
    }

    private static String named(int number) {
        return "given-" + number;
    }

    private static AlertReport report(JsonNode node, Instant at, String id) {
        Severity severity = Severity.valueOf(text(node, "severity"));
        return new AlertReport(
                TENANT,
                node.path("source").asText(DEFAULT_SOURCE),
                node.path("sourceId").asText(ALERT + node.path("updates").asText(id.substring(ALERT.length()))),
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
                "{}",
                new AlertDetails(
                        text(node, "product"),
                        text(node, "ruleName"),
                        node.path("confidence").asInt(-1),
                        texts(node.path("tactics")),
                        List.of(),
                        AlertStatus.valueOf(node.path("status").asText(AlertStatus.OPEN.name())),
                        true));
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
