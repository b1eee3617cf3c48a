package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The documents in what a search of Elasticsearch or OpenSearch answers, or in one of its hits; a search may ask for
 * {@code fields}, in which every value is a list, and for no {@code _source}.
 */
final class Hits {

    private Hits() {}

    /** The object itself when it is neither. */
    static List<Piece> of(Piece whole) {
        JsonNode hits = whole.node().path("hits").path("hits");
        if (hits.isArray() && whole.node().path("hits") instanceof ObjectNode list) {
            return whole.only("/hits", list).each("hits").stream()
                    .map(Hits::document)
                    .toList();
        }
        return List.of(document(whole));
    }

    private static Piece document(Piece hit) {
        String member = hit.node().has("_id") && !hit.node().has("_source") ? "fields" : "_source";
        return hit.node().path(member) instanceof ObjectNode source
                ? hit.only("/" + member, identified(hit, source))
                : hit;
    }

    /** A document does not know its own id. */
    private static ObjectNode identified(Piece hit, ObjectNode source) {
        JsonNode id = hit.node().path("_id");
        return id.isTextual() && !source.has("_id")
                ? ((ObjectNode) source.objectNode().setAll(source)).set("_id", id)
                : source;
    }
}
