package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Findings of Amazon GuardDuty, schema version 2.0: as EventBridge sends them, in camelCase, and as API and CLI list them, in
 * PascalCase. A finding is sent again under its id with a higher {@code service.count} while it goes on.
 */
final class GuardDutyDialect implements JsonDialect {

    private static final int HIGHEST = 10;
    private static final String[] LISTS = {"findings", "Findings", "data/Findings"};

    private final KindTable kinds = KindTable.load("guardduty-1");

    @Override
    public String name() {
        return "guardduty";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        JsonNode finding = Pages.first(object, LISTS);
        String type = finding.path("type").asText(finding.path("Type").asText(""));
        String arn = finding.path("arn").asText(finding.path("Arn").asText(""));
        return type.contains(":")
                && type.contains("/")
                && (arn.contains(":guardduty:")
                        || finding.path("service")
                                .path("serviceName")
                                .asText("")
                                .equals("guardduty")
                        || finding.path("Service")
                                .path("ServiceName")
                                .asText("")
                                .equals("guardduty"));
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return Pages.of(whole, LISTS);
    }

    @Override
    public void read(Fields finding, Draft draft) {
        Fields alert = finding.inUtc();
        String type = alert.required("type");
        draft.sourceId(alert.required("id"));
        draft.revisedAt(alert.usableTime("updatedAt"));
        alert.requiredTime("service.eventLastSeen", "updatedAt", "createdAt").ifPresent(draft::observedAt);
        draft.title(alert.text("title", "description", "type"));
        draft.rule(type, type);
        draft.product("Amazon GuardDuty");
        draft.rating(alert.number("severity")
                .map(number -> Rating.ofNumber(number, HIGHEST))
                .orElseGet(() -> Rating.ofLabel(alert.text("severity"))));
        boolean archived = alert.text("service.archived").equals("true");
        draft.status(archived ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        attacks(alert, type, draft);
        draft.kind(kinds.kindOf(Map.of("type", List.of(type))));
        GuardDutyObservables.read(alert, draft);
    }

    /** The purpose of the threat begins the type; only attack sequences name techniques. */
    private static void attacks(Fields alert, String type, Draft draft) {
        int colon = type.indexOf(':');
        draft.tactics(Stream.of(colon < 0 ? "" : type.substring(0, colon)));
        Stream.of(
                        "service.detection.sequence.sequenceIndicators",
                        "service.detection.sequence.signals.signalIndicators")
                .flatMap(path -> alert.each(path).stream())
                .forEach(indicator -> {
                    switch (indicator.text("key")) {
                        case "ATTACK_TACTIC" -> draft.tactics(indicator.texts("values"));
                        case "ATTACK_TECHNIQUE" -> draft.techniques(indicator.texts("values"));
                        default -> {}
                    }
                });
    }
}
