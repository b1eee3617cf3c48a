package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Findings in the Open Cybersecurity Schema Framework, 1.0 to 1.8: every class of the category Findings, among them the retired
 * Security Finding (2001), and events of other classes that say themselves that they are alerts.
 */
final class OcsfDialect implements JsonDialect {

    private static final int INCIDENT = 2005;

    /** {@code severity_id}; 0 is unknown, and 99 stands for what {@code severity} says. */
    private static final Map<Integer, Integer> SEVERITIES = Map.of(1, 5, 2, 21, 3, 47, 4, 73, 5, 99, 6, 100);

    private static final Map<Integer, Integer> CONFIDENCES = Map.of(1, 21, 2, 47, 3, 73);

    /** Suppressed, resolved, archived, deleted. */
    private static final Set<Integer> OVER = Set.of(3, 4, 5, 6);

    /** What stands in {@code status} for a sender that leaves the number out; both are optional. */
    private static final Set<String> OVER_WORDS = Set.of("suppressed", "resolved", "archived", "deleted", "closed");

    /** Resolved, closed: an incident has a scale of its own, on which 3 is on hold. */
    private static final Set<Integer> INCIDENT_OVER = Set.of(4, 5);

    private final KindTable kinds = KindTable.load("ocsf-1");

    @Override
    public String name() {
        return "ocsf";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return object.has("class_uid")
                && (object.path("metadata").isObject()
                        || object.has("finding_info")
                        || object.has("category_uid")
                        || object.has("severity_id"));
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return whole.node().has("class_uid") ? List.of(whole) : Pages.of(whole, "findings", "Findings");
    }

    @Override
    public void read(Fields alert, Draft draft) {
        String classId = alert.required("class_uid");
        int number = integer(alert, "class_uid");
        boolean finding = classId.isEmpty() || (number >= 2001 && number <= 2999);
        if (!finding && !alert.text("is_alert").equals("true")) {
            draft.leaveOut("class_uid " + Text.of(classId, 20) + " is no finding, and is_alert is not true");
            return;
        }
        identity(alert, draft, number, finding);
        alert.requiredTime("time", "time_dt", "_time").ifPresent(draft::observedAt);
        draft.title(alert.text(
                "finding_info.title",
                "finding.title",
                "message",
                "desc",
                "finding_info_list.title",
                "finding_info.desc",
                "compliance.requirements",
                "finding_info.analytic.name",
                "finding_info.types",
                "type_name",
                "class_name"));
        rule(alert, draft);
        draft.product(
                alert.text("metadata.product.vendor_name"),
                alert.text("metadata.product.name", "finding_info.product.name", "metadata.product.uid"));
        draft.rating(rating(alert));
        draft.confidence(confidence(alert));
        draft.status(isOver(alert, number, finding) ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        attacks(alert, draft);
        draft.kind(kinds.kindOf(Map.of(
                "type", types(alert),
                "technique", techniques(alert).toList(),
                "tactic", KindTable.words(tactics(alert)),
                "has",
                        Stream.of("malware", "vulnerabilities", "compliance")
                                .filter(alert::has)
                                .toList(),
                "class", List.of(classId),
                "title",
                        alert.texts("finding_info.title", "finding.title", "message")
                                .toList())));
        OcsfObservables.read(alert, draft);
        alert.texts("finding_info.src_url", "finding.src_url", "src_url", "finding_info_list.src_url")
                .forEach(draft::link);
        alert.texts("remediation.references", "finding.remediation.references").forEach(draft::link);
    }

    /** A finding keeps its uid through create, update and close; an activity that is an alert happens once. */
    private static void identity(Fields alert, Draft draft, int number, boolean finding) {
        if (!finding) {
            draft.sourceId(alert.text("metadata.uid", "metadata.event_code", "metadata.correlation_uid"));
            return;
        }
        draft.revisedAt(alert.usableTime(
                "finding_info.modified_time",
                "finding_info.modified_time_dt",
                "finding.modified_time",
                "metadata.modified_time"));
        draft.sourceId(
                number == INCIDENT
                        ? alert.required(
                                "finding_info_list.uid", "finding_info.uid", "metadata.correlation_uid", "metadata.uid")
                        : alert.required("finding_info.uid", "finding.uid"));
    }

    private static void rule(Fields alert, Draft draft) {
        String name = alert.text(
                "finding_info.analytic.name",
                "analytic.name",
                "finding_info_list.analytic.name",
                "compliance.control",
                "firewall_rule.name");
        String uid = alert.text(
                "finding_info.analytic.uid", "analytic.uid", "finding_info_list.analytic.uid", "firewall_rule.uid");
        String type = types(alert).stream().findFirst().orElse("");
        String id = !uid.isEmpty() ? uid : name.isEmpty() ? type : name;
        draft.rule(id, name.isEmpty() ? type : name);
    }

    private static Rating rating(Fields alert) {
        int id = integer(alert, "severity_id");
        String word = alert.text("severity");
        String original = word.isEmpty() ? alert.text("severity_id") : word;
        if (SEVERITIES.containsKey(id)) {
            return new Rating(SEVERITIES.getOrDefault(id, -1), original);
        }
        return id == 0 ? new Rating(-1, original) : Rating.ofLabel(original);
    }

    private static int confidence(Fields alert) {
        int score = integer(alert, "confidence_score");
        return score >= 0 ? score : CONFIDENCES.getOrDefault(integer(alert, "confidence_id"), -1);
    }

    private static boolean isOver(Fields alert, int number, boolean finding) {
        if (!finding) {
            return false;
        }
        Set<Integer> over = number == INCIDENT ? INCIDENT_OVER : OVER;
        String status = number == 2001 ? "state_id" : "status_id";
        boolean said = alert.has(status)
                ? over.contains(integer(alert, status))
                : OVER_WORDS.contains(
                        alert.text(number == 2001 ? "state" : "status").toLowerCase(Locale.ROOT));
        return integer(alert, "activity_id") == 3 || said || passes(alert);
    }

    /** A control that passes has nothing left to respond to; before 1.1 its status was a word. */
    private static boolean passes(Fields alert) {
        return integer(alert, "compliance.status_id") == 1
                || alert.text("compliance.status").toLowerCase(Locale.ROOT).startsWith("pass");
    }

    private static List<String> types(Fields alert) {
        return alert.texts("finding_info.types", "finding.types", "finding_info_list.types")
                .toList();
    }

    private static void attacks(Fields alert, Draft draft) {
        draft.techniques(techniques(alert));
        draft.tactics(tactics(alert));
    }

    private static Stream<Fields> attacked(Fields alert) {
        return Stream.of("finding_info.attacks", "attacks", "finding.attacks", "finding_info_list.attacks")
                .flatMap(path -> alert.each(path).stream());
    }

    private static Stream<String> techniques(Fields alert) {
        return attacked(alert)
                .flatMap(attack -> attack.texts("technique.uid", "sub_technique.uid", "technique.sub_technique.uid"));
    }

    /** Before 1.1 an attack had a list of tactics. */
    private static Stream<String> tactics(Fields alert) {
        return attacked(alert)
                .flatMap(attack -> Stream.of("tactic", "tactics")
                        .flatMap(path -> attack.each(path).stream())
                        .map(tactic -> tactic.text("name", "uid")));
    }

    /** -1 without a number. */
    static int integer(Fields fields, String path) {
        return fields.number(path)
                .filter(number -> number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
                .map(BigDecimal::intValue)
                .orElse(-1);
    }
}
