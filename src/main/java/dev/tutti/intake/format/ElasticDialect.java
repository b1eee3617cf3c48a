package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Detection alerts of Elastic Security: ECS with the {@code kibana.alert} fields ("Alert schema" of its guide), as documents, as
 * answers of a search, and in the lists that a rule's action puts into a webhook. Of version 7 the {@code signal} fields are read.
 */
final class ElasticDialect implements JsonDialect {

    private final KindTable kinds = KindTable.load("elastic-1");

    @Override
    public String name() {
        return "elastic";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return pieces(Piece.whole(object, "")).stream().limit(1).anyMatch(piece -> isAlert(piece.node()));
    }

    private static boolean isAlert(ObjectNode document) {
        return document.path("signal").has("rule")
                || begins(document, "kibana.alert")
                || begins(document, "signal.rule")
                || begins(document.path("kibana"), "alert");
    }

    /** Whether it has this member, or one whose dotted key begins with it. */
    private static boolean begins(JsonNode object, String key) {
        return object.properties().stream().anyMatch(member -> (member.getKey() + ".").startsWith(key + "."));
    }

    /** One alert for each action, or the new, the ongoing and the recovered ones of a summary. */
    @Override
    public List<Piece> pieces(Piece whole) {
        Piece outer =
                whole.node().path("context") instanceof ObjectNode context ? whole.only("/context", context) : whole;
        JsonNode alerts = outer.node().path("alerts");
        if (alerts.isArray()) {
            return outer.each("alerts").stream()
                    .flatMap(alert -> Hits.of(alert).stream())
                    .limit(JsonBody.MAX_ITEMS + 1L)
                    .toList();
        }
        if (alerts instanceof ObjectNode summary
                && Stream.of("new", "ongoing", "recovered").anyMatch(summary::has)) {
            return summarised(outer.only("/alerts", summary));
        }
        return Hits.of(whole);
    }

    private static List<Piece> summarised(Piece summary) {
        return Stream.of("new", "ongoing", "recovered")
                .filter(state -> summary.node().path(state).isObject())
                .map(state ->
                        summary.only("/" + state, (ObjectNode) summary.node().path(state)))
                .flatMap(part -> part.each("data").stream())
                .flatMap(alert -> Hits.of(alert).stream())
                .limit(JsonBody.MAX_ITEMS + 1L)
                .toList();
    }

    @Override
    public void read(Fields alert, Draft draft) {
        String name = alert.required("kibana.alert.rule.name", "signal.rule.name");
        draft.sourceId(alert.required("kibana.alert.uuid", "_id", "signal.group.id"));
        alert.requiredTime("kibana.alert.original_time", "signal.original_time", "@timestamp")
                .ifPresent(draft::observedAt);
        draft.revisable();
        boolean closed =
                alert.text("kibana.alert.workflow_status", "signal.status").equals("closed")
                        || alert.text("kibana.alert.status").equals("recovered");
        draft.status(closed ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        draft.title(name);
        draft.rule(
                alert.text(
                        "kibana.alert.rule.rule_id",
                        "kibana.alert.rule.parameters.rule_id",
                        "kibana.alert.rule.uuid",
                        "signal.rule.rule_id",
                        "signal.rule.id"),
                name);
        String module = alert.text("event.module");
        draft.product(module.isEmpty() ? "Elastic Security" : "Elastic Security, " + module);
        draft.rating(rating(alert));
        List<String> tactics = alert.texts(
                        "kibana.alert.rule.threat.tactic.name",
                        "kibana.alert.rule.parameters.threat.tactic.name",
                        "signal.rule.threat.tactic.name",
                        "threat.tactic.name")
                .distinct()
                .toList();
        draft.tactics(tactics.stream());
        draft.techniques(techniques(alert));
        draft.kind(kinds.kindOf(Map.of(
                "tactic", tactics,
                "category", alert.texts("event.category").toList(),
                "type",
                        alert.texts("kibana.alert.rule.type", "signal.rule.type")
                                .toList(),
                "name", List.of(name))));
        draft.link(alert.text("kibana.alert.url"));
        observables(alert, draft);
    }

    /** The score of the alert, not that of its rule: overrides make them differ. */
    private static Rating rating(Fields alert) {
        Rating score = Stream.of("kibana.alert.risk_score", "signal.rule.risk_score")
                .flatMap(path -> alert.number(path).stream())
                .map(number -> Rating.ofNumber(number, 100))
                .findFirst()
                .orElse(Rating.UNKNOWN);
        return score.known() ? score : Rating.ofLabel(alert.text("kibana.alert.severity", "signal.rule.severity"));
    }

    private static Stream<String> techniques(Fields alert) {
        return Stream.of(
                        "kibana.alert.rule.threat",
                        "kibana.alert.rule.parameters.threat",
                        "signal.rule.threat",
                        "threat")
                .flatMap(threat -> alert.texts(threat + ".technique.id", threat + ".technique.subtechnique.id"));
    }

    /** ECS: {@code user} is who acts, {@code user.target} whom it concerns; {@code host} is the machine that is watched. */
    private static void observables(Fields alert, Draft draft) {
        draft.observables(ObservableType.IP, ObservableRole.SOURCE, alert.texts("source.ip", "client.ip"));
        draft.observables(ObservableType.PORT, ObservableRole.SOURCE, alert.texts("source.port"));
        draft.observables(ObservableType.MAC, ObservableRole.SOURCE, alert.texts("source.mac"));
        draft.observables(ObservableType.IP, ObservableRole.TARGET, alert.texts("destination.ip", "server.ip"));
        draft.observables(ObservableType.PORT, ObservableRole.TARGET, alert.texts("destination.port"));
        draft.observables(ObservableType.MAC, ObservableRole.TARGET, alert.texts("destination.mac"));
        draft.observables(ObservableType.HOST, ObservableRole.TARGET, alert.texts("host.name", "host.hostname"));
        draft.observables(
                ObservableType.USER, ObservableRole.TARGET, alert.texts("user.target.name", "destination.user.name"));
        draft.observables(ObservableType.USER, ObservableRole.ACTOR, alert.texts("user.name", "source.user.name"));
        draft.observables(ObservableType.PROCESS, ObservableRole.OTHER, alert.texts("process.executable"));
        draft.observables(
                ObservableType.FILE, ObservableRole.OTHER, alert.texts("file.path", "email.attachments.file.name"));
        for (String of : List.of("process", "file", "dll", "email.attachments.file")) {
            draft.observables(
                    ObservableType.HASH,
                    ObservableRole.OTHER,
                    alert.texts(of + ".hash.sha256", of + ".hash.sha1", of + ".hash.md5"));
        }
        draft.observables(ObservableType.URL, ObservableRole.OTHER, alert.texts("url.full", "url.original"));
        draft.observables(
                ObservableType.DOMAIN,
                ObservableRole.OTHER,
                alert.texts("dns.question.name", "url.domain", "destination.domain", "tls.client.server_name"));
        draft.observables(
                ObservableType.EMAIL, ObservableRole.SOURCE, alert.texts("email.from.address", "email.sender.address"));
        draft.observables(ObservableType.EMAIL, ObservableRole.TARGET, alert.texts("email.to.address"));
        draft.observables(ObservableType.CONTAINER, ObservableRole.TARGET, alert.texts("container.id"));
        draft.observables(ObservableType.CLOUD_RESOURCE, ObservableRole.TARGET, alert.texts("cloud.instance.id"));
        draft.observables(ObservableType.IP, ObservableRole.OTHER, alert.texts("host.ip"));
    }
}
