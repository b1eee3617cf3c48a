package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Suricata's EVE JSON (user guide, "EVE JSON Format"; {@code etc/schema.json} of the engine, 7 and 8). A stream of it holds
 * every kind of event; only {@code event_type: alert} is an alert, the others are left out.
 */
final class SuricataDialect implements JsonDialect {

    /**
     * What tells two alerts apart. EVE has no id; one packet may raise several signatures, one signature several times
     * within a microsecond, so the packet's place in its flow and the frame in the packet belong to it.
     */
    private static final List<String> IDENTITY = List.of(
            "timestamp",
            "host",
            "in_iface",
            "flow_id",
            "pcap_cnt",
            "tx_id",
            "vlan",
            "proto",
            "src_ip",
            "src_port",
            "dest_ip",
            "dest_port",
            "icmp_type",
            "icmp_code",
            "spi",
            "pkt_src",
            "direction",
            "tunnel",
            "frame",
            "flow");

    private static final Map<String, Integer> WORDS =
            Map.of("informational", 5, "minor", 21, "major", 73, "critical", 99);

    private final SuricataKinds kinds = SuricataKinds.load();

    @Override
    public String name() {
        return "suricata";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        String type = object.path("event_type").asText("");
        // Beside its type an event has a member of that name, and nearly always the flow; others have types and times,
        // too.
        return object.path("timestamp").isTextual()
                && !type.isEmpty()
                && (type.equals("alert") || object.has(type) || object.has("flow_id"));
    }

    @Override
    public void read(Fields event, Draft draft) {
        JsonNode type = event.node("event_type");
        if (!type.isTextual() || type.textValue().isBlank()) {
            event.error("event_type", "must say which EVE event this is, such as \"alert\"");
        } else if (!type.textValue().equals("alert")) {
            draft.leaveOut("event_type is not alert");
            return;
        }
        // A recorded capture may lack its times, and Suricata then begins with 1970.
        event.requiredTimeSince(Instant.EPOCH, "timestamp").ifPresent(draft::observedAt);
        if (!event.node("alert").isObject()) {
            event.error("alert", "must be the object that describes the alert");
        } else if (!event.node("alert.signature_id").isIntegralNumber()) {
            event.error("alert.signature_id", "must be the number of the signature");
        }
        draft.sourceId(Digest.of(identity(event)));
        signature(event, draft);
        SuricataObservables.read(event, draft);
    }

    private void signature(Fields event, Draft draft) {
        String signature = event.text("alert.signature");
        String rule = rule(event);
        draft.product("Suricata");
        draft.title(signature.isEmpty() ? "Suricata signature " + rule : signature);
        draft.rule(rule, signature);
        draft.rating(rating(event));
        draft.kind(kinds.kindOf(signature, event.text("alert.category")));
        draft.techniques(event.texts("alert.metadata.mitre_technique_id"));
        draft.tactics(event.texts("alert.metadata.mitre_tactic_name").map(name -> name.replace('_', ' ')));
    }

    /** Generator 1 is the engine's own rules, whose numbers everybody knows without it. */
    private static String rule(Fields event) {
        String number = event.text("alert.signature_id");
        JsonNode generator = event.node("alert.gid");
        return !generator.isIntegralNumber() || generator.asText().equals("1")
                ? number
                : generator.asText() + ":" + number;
    }

    /**
     * The author's word goes before the number of the classification, which counts down: 1 is the worst, anything from 4 to
     * 255 the least.
     */
    private static Rating rating(Fields event) {
        Rating word = Rating.of(event.text("alert.metadata.signature_severity"), WORDS);
        JsonNode number = event.node("alert.severity");
        if (word.known() || !number.isInt() || number.intValue() < 1) {
            return word.known() ? word : Rating.UNKNOWN;
        }
        int score = switch (number.intValue()) {
            case 1 -> 73;
            case 2 -> 47;
            case 3 -> 21;
            default -> 5;
        };
        return new Rating(score, number.asText());
    }

    private static ObjectNode identity(Fields event) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        copy(event.node(""), IDENTITY, "", identity);
        copy(event.node("alert"), List.of("gid", "signature_id", "rev"), "alert.", identity);
        return identity;
    }

    private static void copy(JsonNode from, List<String> fields, String prefix, ObjectNode identity) {
        for (String field : fields) {
            if (from.has(field)) {
                identity.set(prefix + field, from.path(field));
            }
        }
    }
}
