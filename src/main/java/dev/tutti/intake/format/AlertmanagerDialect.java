package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus' Alertmanager posts to a webhook, version 4 (its configuration reference, {@code <webhook_config>}), the groups
 * and the alerts of its API v2, and the alerts of Prometheus' own API. Each alert of a group is one of ours; it is sent again while
 * it fires and once when it is resolved.
 */
final class AlertmanagerDialect implements JsonDialect {

    /** {@code labels.severity} is free text; these words are those that the usual rules use. */
    private static final Map<String, Integer> SEVERITIES = Map.ofEntries(
            Map.entry("none", 0),
            Map.entry("info", 5),
            Map.entry("informational", 5),
            Map.entry("notice", 21),
            Map.entry("low", 21),
            Map.entry("minor", 21),
            Map.entry("warning", 47),
            Map.entry("warn", 47),
            Map.entry("medium", 47),
            Map.entry("error", 73),
            Map.entry("major", 73),
            Map.entry("high", 73),
            Map.entry("critical", 99),
            Map.entry("page", 99),
            Map.entry("emergency", 100));

    private static final String[] LISTS = {"alerts", "data/alerts", "data"};

    private final KindTable kinds = KindTable.load("alertmanager-1");

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        boolean isGroup = object.path("alerts").isArray()
                && (object.has("groupLabels") || object.has("groupKey") || object.has("receiver"));
        return isGroup || isAlert(Pages.first(object, LISTS));
    }

    private static boolean isAlert(JsonNode alert) {
        return alert.path("labels").isObject()
                && (alert.has("startsAt") || alert.has("activeAt"))
                && (alert.path("labels").has("alertname") || alert.has("fingerprint") || alert.has("generatorURL"));
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return Pages.of(whole, LISTS);
    }

    @Override
    public void read(Fields alert, Draft draft) {
        if (alert.text("state").equals("pending")) {
            draft.leaveOut("it is pending: Prometheus waits whether its condition lasts");
            return;
        }
        if (alert.node("labels").isEmpty()) {
            alert.error("labels", "must say of what the alert is, such as {\"alertname\": \"HostDown\"}");
        }
        String name = alert.text("labels.alertname");
        String startsAt = alert.text("startsAt", "activeAt");
        alert.requiredTime("startsAt", "activeAt").ifPresent(draft::observedAt);
        String fingerprint = alert.text("fingerprint");
        draft.identity(fingerprint.isEmpty() ? alert.node("labels").toString() : fingerprint, startsAt);
        draft.revisedAt(alert.usableTime("updatedAt"));
        draft.status(alert.text("status", "status.state").equals("resolved") ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        String summary = alert.text("annotations.summary", "annotations.title", "annotations.message");
        draft.title(Stream.of(name, summary).filter(text -> !text.isEmpty()).collect(Collectors.joining(": ")));
        if (name.isEmpty() && summary.isEmpty()) {
            draft.title(labels(alert));
        }
        draft.rule(name, name);
        draft.product("Prometheus");
        draft.rating(Rating.of(alert.text("labels.severity"), SEVERITIES));
        draft.kind(kinds.kindOf(Map.of("name", List.of(name))));
        observables(alert, draft);
        draft.link(alert.text("generatorURL"));
        alert.texts("annotations.runbook_url", "annotations.runbook", "annotations.dashboard")
                .forEach(draft::link);
    }

    /** Labels are what an alert is told by; that one of them is {@code alertname} is the custom, and no rule. */
    private static String labels(Fields alert) {
        return alert.node("labels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .collect(Collectors.joining(", "));
    }

    /** Where a probe asks for a page, as that of the Blackbox exporter does, the instance is the address of the page. */
    private static void instance(String instance, Draft draft) {
        int scheme = instance.indexOf("://");
        if (scheme < 0) {
            draft.endpoint(ObservableRole.TARGET, instance);
        } else {
            String authority = instance.substring(scheme + 3).split("[/?#]", 2)[0];
            draft.endpoint(ObservableRole.TARGET, authority.substring(authority.lastIndexOf('@') + 1));
            draft.observable(ObservableType.URL, ObservableRole.TARGET, instance);
        }
    }

    /** Labels are the metric's own words for where it was measured; {@code instance} is {@code host:port}. */
    private static void observables(Fields alert, Draft draft) {
        instance(alert.text("labels.instance"), draft);
        alert.texts("labels.node", "labels.nodename", "labels.host", "labels.hostname")
                .forEach(host -> draft.machine(ObservableRole.TARGET, host));
        alert.texts("labels.pod", "labels.container")
                .forEach(name -> draft.observable(ObservableType.CONTAINER, ObservableRole.TARGET, name));
    }
}
