package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Incidents and alerts of Microsoft Sentinel (Microsoft.SecurityInsights, API 2025-09-01): what the triggers of its playbooks hand on,
 * what the API lists, what its SDKs make of it, and rows of the tables SecurityIncident and SecurityAlert.
 */
final class SentinelDialect implements JsonDialect {

    private static final String[] LISTS = {"object", "value"};
    private static final Set<String> OVER = Set.of("closed", "resolved", "dismissed");
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final KindTable kinds = KindTable.load("sentinel-1");

    @Override
    public String name() {
        return "sentinel";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        JsonNode alert = Pages.first(object, LISTS);
        String place = alert.path("type").asText("") + alert.path("id").asText("");
        return Text.small(place).contains("microsoft.securityinsights/")
                || object.path("objectSchemaType").isTextual()
                || (Fields.holds(alert, "systemAlertId")
                        && (Fields.holds(alert, "alertDisplayName") || Fields.holds(alert, "alertSeverity")))
                || (alert.has("IncidentName") && alert.has("IncidentNumber"));
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return Pages.of(whole, LISTS);
    }

    @Override
    public void read(Fields whole, Draft draft) {
        Fields alert = whole.inUtc();
        Fields said = alert.each("properties").stream().findFirst().orElse(alert);
        draft.revisedAt(said.usableTime("lastModifiedTimeUtc", "LastModifiedTime", "TimeGenerated"));
        boolean over = OVER.contains(said.text("status").toLowerCase(Locale.ROOT));
        draft.status(over ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        if (said.has("systemAlertId")) {
            alert(said, draft);
        } else {
            incident(alert, said, draft);
        }
        draft.kind(kinds.kindOf(Map.of(
                "title",
                said.texts("title", "alertDisplayName", "displayName").toList(),
                "technique",
                techniques(said).toList(),
                "tactic",
                KindTable.words(tactics(said)),
                "product",
                Stream.concat(additional(said, "alertProductNames"), said.texts("productName"))
                        .toList())));
        draft.techniques(techniques(said));
        draft.tactics(tactics(said));
        Stream.of("relatedEntities", "entities")
                .flatMap(path -> Stream.concat(said.eachWritten(path).stream(), more(alert, said, path)))
                .forEach(entity -> SentinelEntities.read(entity, draft));
    }

    /** Some put the entities beside the properties. */
    private static Stream<Fields> more(Fields alert, Fields said, String path) {
        return alert == said ? Stream.empty() : alert.eachWritten(path).stream();
    }

    /** {@code name} is the id that ARM's long id ends in. */
    private static void incident(Fields alert, Fields said, Draft draft) {
        String name = alert.text("name", "incidentName");
        draft.sourceId(name.isEmpty() ? last(alert.required("id", "incidentNumber")) : name);
        said.requiredTime("firstActivityTimeUtc", "createdTimeUtc", "firstActivityTime", "createdTime")
                .ifPresent(draft::observedAt);
        draft.title(said.required("title"));
        draft.rule(
                last(listed(said, "relatedAnalyticRuleIds").findFirst().orElse("")),
                said.text("alerts.properties.alertDisplayName", "alerts.alertDisplayName"));
        String products =
                String.join(", ", additional(said, "alertProductNames").toList());
        draft.product(products.isEmpty() ? "Microsoft Sentinel" : products);
        draft.rating(Rating.ofLabel(said.text("severity")));
        draft.link(said.text("incidentUrl"));
        draft.link(said.text("providerIncidentUrl"));
    }

    private static void alert(Fields said, Draft draft) {
        draft.sourceId(said.required("systemAlertId"));
        said.requiredTime("startTimeUtc", "startTime", "timeGenerated", "endTimeUtc", "endTime", "processingEndTime")
                .ifPresent(draft::observedAt);
        draft.title(said.required("alertDisplayName", "displayName", "alertName"));
        draft.rule(said.text("alertType"), said.text("alertName", "alertDisplayName", "displayName"));
        draft.product(said.text("vendorName"), said.text("productName"));
        draft.rating(Rating.ofLabel(said.text("severity", "alertSeverity")));
        said.number("confidenceScore")
                .filter(share -> share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0)
                .ifPresent(share -> draft.confidence(share.multiply(PERCENT).intValue()));
        draft.link(said.text("alertLink", "alertUri"));
        said.eachWritten("extendedLinks").forEach(link -> draft.link(link.text("href")));
    }

    private static Stream<String> tactics(Fields said) {
        return Stream.concat(additional(said, "tactics"), listed(said, "tactics", "alerts.properties.tactics"))
                .distinct();
    }

    private static Stream<String> techniques(Fields said) {
        return Stream.concat(
                additional(said, "techniques"),
                listed(
                        said,
                        "techniques",
                        "subTechniques",
                        "alerts.properties.techniques",
                        "alerts.properties.subTechniques"));
    }

    /** In a row of the table the additional data are JSON in a text. */
    private static Stream<String> additional(Fields said, String member) {
        return said.eachWritten("additionalData").stream()
                .flatMap(data -> data.texts(member))
                .distinct();
    }

    /** A list, or in a row of a table one text with commas, with or without the brackets of JSON. */
    private static Stream<String> listed(Fields said, String... members) {
        return said.texts(members)
                .flatMap(text -> Stream.of(text.split("[,\\[\\]\"]", 64)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
