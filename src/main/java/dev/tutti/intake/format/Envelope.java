package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.problem.FieldError;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes off what carries an alert and says nothing of it: CloudEvents 1.0 in structured mode ("JSON Event Format", section 3),
 * notifications of Amazon SNS, and events of Amazon EventBridge, one in another as they come. An event may hold a list, and a call of AWS Lambda several messages.
 */
final class Envelope {

    /** SNS around EventBridge around a finding is usual; more than this is somebody's joke. */
    private static final int DEEPEST = 4;

    private static final Pattern LINE = Pattern.compile("(?:CEF|LEEF): ?[0-9]");

    private Envelope() {}

    /** What is inside; the object itself when it is no envelope, and an error when there is something that cannot be read. */
    static List<Piece> open(Piece piece, List<FieldError> errors) {
        List<Piece> pieces = List.of(piece);
        boolean wrapped = true;
        for (int depth = 0; depth < DEEPEST && wrapped && errors.isEmpty(); depth++) {
            List<Piece> inner = new ArrayList<>();
            wrapped = false;
            for (Piece outer : pieces) {
                Optional<List<Piece>> next = openOne(outer, errors);
                wrapped |= next.isPresent();
                inner.addAll(next.orElse(List.of(outer)));
            }
            pieces = inner;
        }
        return pieces;
    }

    /** Empty when it is no envelope. */
    private static Optional<List<Piece>> openOne(Piece piece, List<FieldError> errors) {
        ObjectNode node = piece.node();
        if (node.path("specversion").isTextual() && node.has("type") && node.has("source")) {
            return carriesText(node) ? Optional.empty() : Optional.of(event(piece, errors));
        }
        if (node.path("Type").asText("").equals("Notification") && node.has("TopicArn")) {
            return Optional.of(within(piece, "/Message", node.path("Message").asText(""), errors));
        }
        if (isRecord(node.path("Records").path(0))) {
            return Optional.of(piece.each("Records").stream()
                    .flatMap(record -> record(record, errors).stream())
                    .toList());
        }
        return node.has("detail-type") && node.has("detail")
                ? Optional.of(inside(piece, "/detail", node.path("detail"), errors))
                : Optional.empty();
    }

    /** What a function of AWS Lambda is called with, and sends on as it is: notifications of SNS, or messages of SQS. */
    private static boolean isRecord(JsonNode record) {
        return record.path("Sns").isObject() || record.path("body").isTextual();
    }

    private static List<Piece> record(Piece record, List<FieldError> errors) {
        JsonNode sns = record.node().path("Sns");
        return sns.isObject()
                ? within(record, "/Sns/Message", sns.path("Message").asText(""), errors)
                : within(record, "/body", record.node().path("body").asText(""), errors);
    }

    /**
     * A line of text in an event is no object that could be taken out; formats of lines read it where it is. That it is text shows
     * by the line where nobody says so.
     */
    private static boolean carriesText(ObjectNode node) {
        String data = node.path("data").asText("");
        return node.path("data").isTextual()
                && (node.path("datacontenttype").asText("").startsWith("text/")
                        || (!data.stripLeading().startsWith("{")
                                && LINE.matcher(data).find()));
    }

    private static List<Piece> event(Piece piece, List<FieldError> errors) {
        ObjectNode node = piece.node();
        if (!node.path("specversion").asText().startsWith("1.")) {
            errors.add(new FieldError(piece.pointer() + "/specversion", "must be 1.0"));
            return List.of(piece);
        }
        if (node.has("data_base64")) {
            return encoded(piece, node.path("data_base64").asText(""), errors);
        }
        JsonNode data = node.path("data");
        return data.isTextual()
                ? within(piece, "/data", data.textValue(), errors)
                : inside(piece, "/data", data, errors);
    }

    private static List<Piece> encoded(Piece piece, String data, List<FieldError> errors) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            return within(piece, "/data_base64", StrictJson.decode(bytes, 0, bytes.length), errors);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            errors.add(new FieldError(piece.pointer() + "/data_base64", "must be UTF-8 in Base64"));
            return List.of(piece);
        }
    }

    private static List<Piece> within(Piece piece, String path, String text, List<FieldError> errors) {
        try {
            return inside(piece, path, StrictJson.read(text), errors);
        } catch (JsonProcessingException e) {
            errors.add(new FieldError(piece.pointer() + path, "the JSON in this text " + StrictJson.complaint(e, 0)));
            return List.of(piece);
        }
    }

    /** An object, or each of the objects in a list. */
    private static List<Piece> inside(Piece piece, String path, JsonNode inner, List<FieldError> errors) {
        if (inner instanceof ObjectNode object) {
            return List.of(piece.only(path, object));
        }
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode part : inner) {
            if (part instanceof ObjectNode object) {
                pieces.add(piece.one(path + "/" + pieces.size(), object));
            }
        }
        if (pieces.isEmpty() || pieces.size() < inner.size()) {
            errors.add(new FieldError(
                    piece.pointer() + path, "must be the object of the alert, or a list of such objects"));
            return List.of(piece);
        }
        return pieces;
    }
}
