package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.problem.FieldError;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes off what carries an alert and says nothing of it: CloudEvents 1.0 in structured mode ("JSON Event Format", section 3),
 * notifications of Amazon SNS, and events of Amazon EventBridge, one in another as they come.
 */
final class Envelope {

    /** SNS around EventBridge around a finding is usual; more than this is somebody's joke. */
    private static final int DEEPEST = 4;

    private static final Pattern LINE = Pattern.compile("(?:CEF|LEEF): ?[0-9]");

    private Envelope() {}

    /** What is inside; the object itself when it is no envelope, and an error when there is nothing that can be read. */
    static Piece open(Piece piece, List<FieldError> errors) {
        Piece inner = piece;
        for (int depth = 0; depth < DEEPEST && errors.isEmpty(); depth++) {
            Optional<Piece> next = openOne(inner, errors);
            if (next.isEmpty()) {
                break;
            }
            inner = next.get();
        }
        return inner;
    }

    /** Empty when it is no envelope. */
    private static Optional<Piece> openOne(Piece piece, List<FieldError> errors) {
        ObjectNode node = piece.node();
        if (node.path("specversion").isTextual() && node.has("type") && node.has("source")) {
            return carriesText(node) ? Optional.empty() : Optional.of(event(piece, errors));
        }
        if (node.path("Type").asText("").equals("Notification") && node.has("TopicArn")) {
            return Optional.of(within(piece, "/Message", node.path("Message").asText(""), errors));
        }
        return node.has("detail-type") && node.has("detail")
                ? Optional.of(object(piece, "/detail", node.path("detail"), errors))
                : Optional.empty();
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

    private static Piece event(Piece piece, List<FieldError> errors) {
        ObjectNode node = piece.node();
        if (!node.path("specversion").asText().startsWith("1.")) {
            errors.add(new FieldError(piece.pointer() + "/specversion", "must be 1.0"));
            return piece;
        }
        if (node.has("data_base64")) {
            return encoded(piece, node.path("data_base64").asText(""), errors);
        }
        JsonNode data = node.path("data");
        return data.isTextual()
                ? within(piece, "/data", data.textValue(), errors)
                : object(piece, "/data", data, errors);
    }

    private static Piece encoded(Piece piece, String data, List<FieldError> errors) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            return within(piece, "/data_base64", StrictJson.decode(bytes, 0, bytes.length), errors);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            errors.add(new FieldError(piece.pointer() + "/data_base64", "must be UTF-8 in Base64"));
            return piece;
        }
    }

    private static Piece within(Piece piece, String path, String text, List<FieldError> errors) {
        try {
            return object(piece, path, StrictJson.read(text), errors);
        } catch (JsonProcessingException e) {
            errors.add(new FieldError(piece.pointer() + path, "the JSON in this text " + StrictJson.complaint(e, 0)));
            return piece;
        }
    }

    private static Piece object(Piece piece, String path, JsonNode inner, List<FieldError> errors) {
        if (inner instanceof ObjectNode object) {
            return piece.only(path, object);
        }
        errors.add(new FieldError(piece.pointer() + path, "must be the object of the alert"));
        return piece;
    }
}
