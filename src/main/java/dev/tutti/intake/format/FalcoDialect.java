package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Falco's alerts with {@code json_output}, and as Falcosidekick hands them on (it adds a {@code uuid}). The fields of an event
 * are flat keys such as {@code fd.rip}. What Falco says of itself, as in its snapshots of metrics, is no alert.
 */
final class FalcoDialect implements JsonDialect {

    private static final String OF_ITSELF = "Falco internal:";

    /** Falco's own words; they are those of syslog. */
    private static final Map<String, Integer> PRIORITIES = Map.of(
            "emergency", 100,
            "alert", 99,
            "critical", 90,
            "error", 73,
            "warning", 47,
            "notice", 21,
            "informational", 5,
            "info", 5,
            "debug", 0);

    private final KindTable kinds = KindTable.load("falco-1");

    @Override
    public String name() {
        return "falco";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return (object.path("rule").isTextual() || object.path("Rule").isTextual())
                && Fields.holds(object, "priority")
                && (Fields.holds(object, "output") || Fields.holds(object, "output_fields"));
    }

    @Override
    public void read(Fields alert, Draft draft) {
        String rule = alert.required("rule");
        if (rule.startsWith(OF_ITSELF)) {
            draft.leaveOut("Falco says this of itself");
            return;
        }
        alert.requiredTime("time", "output_fields.evt.time", "output_fields.evt.time.iso8601")
                .ifPresent(draft::observedAt);
        // Left out where json_include_output_property is false; then its fields tell two alerts apart.
        String output = alert.has("output") || !alert.has("output_fields") ? alert.required("output") : "";
        String uuid = alert.text("uuid");
        if (uuid.isEmpty()) {
            draft.identity(
                    alert.text("hostname"),
                    alert.text("time", "output_fields.evt.time", "output_fields.evt.time.iso8601"),
                    rule,
                    output.isEmpty() ? alert.node("output_fields").toString() : output);
        } else {
            draft.sourceId(uuid);
        }
        draft.title(rule);
        draft.rule(rule, rule);
        String source = alert.text("source");
        draft.product(source.isEmpty() || source.equals("syscall") ? "Falco" : "Falco, " + source);
        draft.rating(Rating.of(alert.text("priority"), PRIORITIES));
        List<String> tags = alert.texts("tags").toList();
        draft.techniques(tags.stream());
        draft.tactics(tags.stream()
                .filter(tag -> tag.startsWith("mitre_"))
                .map(tag -> tag.substring("mitre_".length()).replace('_', ' ')));
        draft.kind(kinds.kindOf(Map.of("tag", tags, "rule", List.of(rule))));
        observables(alert, draft, source.isEmpty() || source.equals("syscall"));
    }

    /** The host is that of the sensor: of other sources than system calls it watches somebody else. */
    private static void observables(Fields alert, Draft draft, boolean ofThisMachine) {
        if (ofThisMachine) {
            draft.observables(
                    ObservableType.HOST,
                    ObservableRole.TARGET,
                    alert.texts("hostname", "output_fields.evt.hostname").limit(1));
        }
        draft.observables(ObservableType.IP, ObservableRole.SOURCE, said(alert, "fd.cip", "ct.srcip"));
        said(alert, "ka.sourceips", "gcp.callerIP", "okta.client.ip")
                .map(list -> list.replaceAll("[()]", "")) // as Falco writes a list in a text
                .forEach(list -> Seen.put(draft, ObservableType.IP, ObservableRole.SOURCE, list));
        draft.observables(ObservableType.PORT, ObservableRole.SOURCE, said(alert, "fd.cport"));
        draft.observables(ObservableType.IP, ObservableRole.TARGET, said(alert, "fd.sip"));
        draft.observables(ObservableType.PORT, ObservableRole.TARGET, said(alert, "fd.sport"));
        draft.observables(ObservableType.IP, ObservableRole.OTHER, said(alert, "fd.rip"));
        draft.observables(ObservableType.PORT, ObservableRole.OTHER, said(alert, "fd.rport"));
        draft.observables(ObservableType.DOMAIN, ObservableRole.OTHER, said(alert, "fd.sip.name", "fd.rip.name"));
        draft.observables(
                ObservableType.USER,
                ObservableRole.ACTOR,
                said(alert, "user.name", "ka.user.name", "ct.user", "gcp.user", "okta.actor.name"));
        draft.observables(
                ObservableType.PROCESS,
                ObservableRole.OTHER,
                said(alert, "proc.exepath", "proc.name").limit(1));
        said(alert, "fd.name").forEach(name -> descriptor(name, draft));
        draft.observables(
                ObservableType.CONTAINER,
                ObservableRole.TARGET,
                said(alert, "container.id").filter(Predicate.not("host"::equals)));
        pods(alert, draft);
        draft.observables(
                ObservableType.CLOUD_RESOURCE,
                ObservableRole.TARGET,
                said(alert, "s3.bucket", "ct.request.instanceid"));
    }

    /** A path, or the client and the server of a connection, each with its port after the last colon. */
    private static void descriptor(String name, Draft draft) {
        int arrow = name.indexOf("->");
        if (name.startsWith("/")) {
            draft.observable(ObservableType.FILE, ObservableRole.OTHER, name);
        } else if (arrow > 0) {
            end(name.substring(0, arrow), ObservableRole.SOURCE, draft);
            end(name.substring(arrow + 2), ObservableRole.TARGET, draft);
        }
    }

    private static void end(String end, ObservableRole role, Draft draft) {
        int colon = end.lastIndexOf(':');
        if (colon > 0) {
            draft.observable(ObservableType.IP, role, end.substring(0, colon));
            draft.observable(ObservableType.PORT, role, end.substring(colon + 1));
        }
    }

    /** A pod's name is its own only within its namespace. */
    private static void pods(Fields alert, Draft draft) {
        String space =
                said(alert, "k8s.ns.name", "ka.target.namespace").findFirst().orElse("");
        Stream<String> audited =
                said(alert, "ka.target.resource").findFirst().orElse("").equals("pods")
                        ? said(alert, "ka.target.name")
                        : Stream.empty();
        Stream.concat(said(alert, "k8s.pod.name"), audited)
                .map(pod -> space.isEmpty() ? pod : space + "/" + pod)
                .forEach(pod -> draft.observable(ObservableType.CONTAINER, ObservableRole.TARGET, pod));
    }

    /** What a field of the event says; Falco writes these words where there is nothing. */
    private static Stream<String> said(Fields alert, String... fields) {
        return Stream.of(fields)
                .flatMap(field -> alert.texts("output_fields." + field))
                .filter(value -> !value.equals("<NA>") && !value.equals("<nil>") && !value.equals("null"));
    }
}
