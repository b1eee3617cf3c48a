package dev.tutti.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.intake.Item.Broken;
import dev.tutti.intake.Item.LeftOut;
import dev.tutti.intake.Item.Parsed;
import dev.tutti.problem.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Suricata's EVE JSON (user guide, "EVE JSON Format"; {@code etc/schema.json} of the engine, 7 and 8). A stream of it holds
 * every kind of event; only {@code event_type: alert} is an alert, the others are left out.
 */
final class SuricataFormat implements ObjectFormat {

    private static final int MAX_TITLE = 500;
    private static final Pattern TECHNIQUE = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");

    /** EVE writes {@code 2023-09-03T00:02:08.288432+0300}; what passed through a shipper may have the colon or a Z. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

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

    private final SuricataKinds kinds = SuricataKinds.load();
    private final JsonBody body = new JsonBody(this);
    private final Times times;

    SuricataFormat(Clock clock) {
        this.times = new Times(clock);
    }

    @Override
    public String name() {
        return "suricata";
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of("application/json", JsonBody.LINES, "text/plain");
    }

    @Override
    public ParsedBody parse(byte[] bytes, String mediaType) {
        return body.parse(bytes, mediaType);
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return object.path("event_type").isTextual() && object.has("timestamp");
    }

    @Override
    public List<Item> map(int index, int line, Piece piece) {
        return List.of(item(index, line, piece));
    }

    private Item item(int index, int line, Piece piece) {
        ObjectNode event = piece.node();
        JsonNode type = event.path("event_type");
        boolean named = type.isTextual() && !type.textValue().isBlank();
        if (named && !type.textValue().equals("alert")) {
            return new LeftOut(index, line, "event_type is not alert");
        }
        List<FieldError> errors = new ArrayList<>();
        if (!named) {
            errors.add(new FieldError("/event_type", "must say which EVE event this is, such as \"alert\""));
        }
        Optional<Instant> time = time(event.path("timestamp"));
        if (time.isEmpty()) {
            errors.add(new FieldError(
                    "/timestamp", "must be a time such as 2023-09-03T00:02:08.288432+0300, and not lie in the future"));
        }
        JsonNode alert = event.path("alert");
        if (!alert.isObject()) {
            errors.add(new FieldError("/alert", "must be the object that describes the alert"));
        } else if (!alert.path("signature_id").isIntegralNumber()) {
            errors.add(new FieldError("/alert/signature_id", "must be the number of the signature"));
        }
        return errors.isEmpty()
                ? parsed(index, line, piece.raw(), event, time.orElseThrow())
                : Broken.of(index, line, piece.placed(errors));
    }

    private Parsed parsed(int index, int line, String text, ObjectNode event, Instant time) {
        JsonNode alert = event.path("alert");
        String signature = alert.path("signature").asText("").strip();
        String rule = rule(alert);
        var severity = SuricataSeverity.of(alert);
        Optional<Kind> kind = kinds.kindOf(signature, alert.path("category").asText(""));
        var report = new AlertReport(
                "default",
                name(),
                Digest.of(identity(event)),
                Digest.of(event),
                signature.isEmpty() ? "Suricata signature " + rule : Text.of(signature, MAX_TITLE),
                rule,
                kind.orElse(Kind.OTHER),
                severity.severity(),
                severity.score(),
                severity.original(),
                kinds.version(),
                techniques(alert),
                SuricataObservables.of(event),
                time,
                text);
        return new Parsed(index, line, name(), report, kind.isPresent());
    }

    /** Generator 1 is the engine's own rules, whose numbers everybody knows without it. */
    private static String rule(JsonNode alert) {
        String number = alert.path("signature_id").asText();
        JsonNode generator = alert.path("gid");
        return !generator.isIntegralNumber() || generator.asText().equals("1")
                ? number
                : generator.asText() + ":" + number;
    }

    private static List<String> techniques(JsonNode alert) {
        List<String> techniques = new ArrayList<>();
        for (JsonNode id : alert.path("metadata").path("mitre_technique_id")) {
            String technique = id.asText("").strip().toUpperCase(Locale.ROOT);
            if (TECHNIQUE.matcher(technique).matches() && techniques.size() < AlertReport.MAX_OBSERVABLES) {
                techniques.add(technique);
            }
        }
        return techniques;
    }

    /** A recorded capture may lack its times, and Suricata then begins with 1970. */
    private Optional<Instant> time(JsonNode node) {
        try {
            Instant time = OffsetDateTime.parse(node.asText(""), TIME).toInstant();
            return time.isBefore(Instant.EPOCH) || times.isAhead(time) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode identity(ObjectNode event) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        copy(event, IDENTITY, "", identity);
        copy(event.path("alert"), List.of("gid", "signature_id", "rev"), "alert.", identity);
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
