package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * One alert within what was sent: the whole object, or a part of the envelope it came in.
 *
 * @param pointer where it lies in the object that was sent, {@code ""} when it is all of it
 * @param raw what is kept of it as it came
 */
record Piece(String pointer, ObjectNode node, String raw) {

    /** What of an envelope is kept with each of several alerts; a longer one is kept with none of them. */
    private static final int MAX_ENVELOPE = 16 * 1024;

    static Piece whole(ObjectNode node, String text) {
        return new Piece("", node, text);
    }

    /** The errors found in this piece, as they lie in what was sent. */
    List<FieldError> placed(List<FieldError> errors) {
        return pointer.isEmpty()
                ? errors
                : errors.stream()
                        .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
                        .toList();
    }

    /** A part that is all there is in its envelope; the envelope is kept. */
    Piece only(String path, ObjectNode part) {
        return new Piece(pointer + path, part, raw);
    }

    /** One of several parts; what is around them is kept with none. */
    Piece one(String path, ObjectNode part) {
        return new Piece(pointer + path, part, part.toString());
    }

    /**
     * The parts in a list of this envelope, and of too many only one more than a request may have, since each keeps its envelope. With each is kept the envelope without the others, unless that is long; what is no
     * object there becomes an empty one, in which everything is missing.
     */
    List<Piece> each(String list) {
        ObjectNode around = node.objectNode();
        node.properties().stream()
                .filter(member -> !member.getKey().equals(list))
                .forEach(member -> around.set(member.getKey(), member.getValue()));
        boolean kept = around.toString().length() <= MAX_ENVELOPE;
        JsonNode parts = node.path(list);
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode part : parts) {
            if (pieces.size() > JsonBody.MAX_ITEMS) {
                break;
            }
            ObjectNode object = part instanceof ObjectNode found ? found : node.objectNode();
            String alone = kept ? around.set(list, node.arrayNode().add(part)).toString() : part.toString();
            pieces.add(new Piece(pointer + "/" + list + "/" + pieces.size(), object, parts.size() == 1 ? raw : alone));
        }
        return pieces;
    }
}
