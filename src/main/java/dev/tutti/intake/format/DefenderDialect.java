package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Alerts and incidents of Microsoft Defender: those of Microsoft Graph v1.0 ({@code alerts_v2}, {@code incidents}, the legacy
 * {@code alerts}), of the APIs of Defender for Endpoint and Defender XDR that came before it, and {@code AlertInfo} of the streaming
 * API. An incident is one alert with what all of its alerts observed.
 */
final class DefenderDialect implements JsonDialect {

    private static final String STREAMED = "AdvancedHunting-";
    private static final String[] LISTS = {"value", "records"};
    private static final Set<String> OVER = Set.of("resolved", "dismissed", "redirected");

    /** {@code serviceSource}, in small letters, as the product is called. */
    private static final Map<String, String> PRODUCTS = Map.ofEntries(
            Map.entry("microsoftdefenderforendpoint", "Microsoft Defender for Endpoint"),
            Map.entry("microsoftdefenderatp", "Microsoft Defender for Endpoint"),
            Map.entry("microsoftdefenderforidentity", "Microsoft Defender for Identity"),
            Map.entry("azureatp", "Microsoft Defender for Identity"),
            Map.entry("microsoftdefenderforcloudapps", "Microsoft Defender for Cloud Apps"),
            Map.entry("microsoftcloudappsecurity", "Microsoft Defender for Cloud Apps"),
            Map.entry("microsoftdefenderforoffice365", "Microsoft Defender for Office 365"),
            Map.entry("officeatp", "Microsoft Defender for Office 365"),
            Map.entry("microsoft365defender", "Microsoft Defender XDR"),
            Map.entry("microsoftthreatprotection", "Microsoft Defender XDR"),
            Map.entry("azureadidentityprotection", "Microsoft Entra ID Protection"),
            Map.entry("microsoftappgovernance", "Microsoft App Governance"),
            Map.entry("datalossprevention", "Microsoft Purview Data Loss Prevention"),
            Map.entry("microsoftdefenderforcloud", "Microsoft Defender for Cloud"),
            Map.entry("microsoftsentinel", "Microsoft Sentinel"));

    /** Categories are tactics of ATT&amp;CK, besides names of threats; in small letters. */
    private static final Set<String> TACTICS = Set.of(
            "reconnaissance",
            "resourcedevelopment",
            "initialaccess",
            "execution",
            "persistence",
            "privilegeescalation",
            "defenseevasion",
            "stealth",
            "defenseimpairment",
            "credentialaccess",
            "discovery",
            "lateralmovement",
            "collection",
            "commandandcontrol",
            "exfiltration",
            "impact");

    private final KindTable kinds = KindTable.load("defender-1");

    @Override
    public String name() {
        return "defender";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        JsonNode alert = Pages.first(object, LISTS);
        String context = Text.small(object.path("@odata.context").asText(""));
        return context.contains("security/alerts")
                || context.contains("incidents")
                || alert.path("@odata.type").asText("").startsWith("#microsoft.graph.security.")
                || alert.path("category").asText("").startsWith(STREAMED)
                || (alert.has("incidentId") && alert.has("incidentName")) // others have the two with underscores
                || Stream.of(
                                List.of("serviceSource", "createdDateTime"),
                                List.of("displayName", "incidentWebUrl"),
                                List.of("vendorInformation", "createdDateTime"),
                                List.of("machineId", "alertCreationTime"))
                        .anyMatch(members -> members.stream().allMatch(member -> Fields.holds(alert, member)));
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return Pages.of(whole, LISTS);
    }

    @Override
    public void read(Fields whole, Draft draft) {
        String category = whole.text("category");
        if (!category.startsWith(STREAMED)) {
            alert(whole.inUtc(), draft);
        } else if (category.equals(STREAMED + "AlertInfo")) {
            whole.inUtc().each("properties").forEach(properties -> alert(properties, draft));
        } else {
            draft.leaveOut("category is not " + STREAMED + "AlertInfo");
        }
    }

    private void alert(Fields alert, Draft draft) {
        draft.sourceId(alert.has("incidentName") ? alert.required("incidentId") : alert.required("id", "alertId"));
        draft.revisedAt(alert.usableTime("lastUpdateDateTime", "lastModifiedDateTime", "lastUpdateTime"));
        alert.requiredTime(
                        "firstActivityDateTime",
                        "eventDateTime",
                        "firstEventTime",
                        "firstActivity",
                        "createdDateTime",
                        "alertCreationTime",
                        "createdTime",
                        "creationTime",
                        "timestamp")
                .ifPresent(draft::observedAt);
        draft.title(alert.required("title", "displayName", "incidentName"));
        String rule = alert.text("detectorId", "alertPolicyId", "detectionIds", "threatFamilyName");
        draft.rule(rule, alert.text("threatDisplayName", "threatFamilyName", "threatName"));
        product(alert, draft);
        draft.rating(Rating.ofLabel(alert.text("severity")));
        draft.confidence(OcsfDialect.integer(alert, "confidence"));
        boolean over = OVER.contains(alert.text("status").toLowerCase(Locale.ROOT));
        draft.status(over ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        attacks(alert, draft);
        draft.kind(kinds.kindOf(Map.of(
                "title",
                alert.texts("title", "displayName", "incidentName").toList(),
                "technique",
                techniques(alert).toList(),
                "category",
                KindTable.words(categories(alert)),
                "service",
                alert.texts("serviceSource", "detectionSource").toList())));
        DefenderObservables.read(alert, draft);
        alert.texts("alertWebUrl", "incidentWebUrl", "incidentUri", "sourceMaterials")
                .forEach(draft::link);
    }

    private static void product(Fields alert, Draft draft) {
        String service = alert.text("serviceSource", "alerts.serviceSource");
        String name = alert.text("productName", "vendorInformation.provider");
        String called = PRODUCTS.get(service.replace(" ", "").toLowerCase(Locale.ROOT));
        if (!name.isEmpty()) {
            draft.product(alert.text("vendorInformation.vendor"), name);
        } else if (called != null) {
            draft.product(called);
        } else {
            draft.product("Microsoft", service.isEmpty() ? "Defender" : service);
        }
    }

    private static Stream<String> categories(Fields alert) {
        return alert.texts("category", "categories", "alerts.category");
    }

    private static Stream<String> techniques(Fields alert) {
        return alert.texts("mitreTechniques", "alerts.mitreTechniques", "attackTechniques");
    }

    private static void attacks(Fields alert, Draft draft) {
        draft.techniques(techniques(alert));
        draft.tactics(categories(alert)
                .filter(category -> TACTICS.contains(category.replace(" ", "").toLowerCase(Locale.ROOT))));
    }
}
