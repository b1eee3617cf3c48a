package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes the alerts out of a page of an API, or out of an event that has a list of them. */
final class Pages {

    private Pages() {}

    /**
     * What is in the first of these members that is there, each of the objects in a list for itself; the whole when none is.
     *
     * @param paths names of members, those within others after a slash
     */
    static List<Piece> of(Piece whole, String... paths) {
        for (String path : paths) {
            int end = path.lastIndexOf('/');
            String outer = path.substring(0, Math.max(0, end));
            String name = path.substring(end + 1);
            JsonNode around = outer.isEmpty() ? whole.node() : whole.node().path(outer);
            if (around instanceof ObjectNode object && object.has(name)) {
                Piece piece = outer.isEmpty() ? whole : whole.only("/" + outer, object);
                if (object.path(name).isArray()) {
                    return piece.each(name);
                }
                if (object.path(name) instanceof ObjectNode one) {
                    return List.of(piece.only("/" + name, one));
                }
            }
        }
        return List.of(whole);
    }

    /** The first object that {@link #of} would find, to see what it is. */
    static JsonNode first(ObjectNode whole, String... paths) {
        for (String path : paths) {
            JsonNode found = whole;
            for (String name : path.split("/", -1)) {
                found = found.path(name);
            }
            JsonNode first = found.isArray() ? found.path(0) : found;
            if (first.isObject()) {
                return first;
            }
        }
        return whole;
    }
}
