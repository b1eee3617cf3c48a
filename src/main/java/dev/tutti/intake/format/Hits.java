package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The documents in what a search of Elasticsearch or OpenSearch answers, or in one of its hits. */
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
        return hit.node().path("_source") instanceof ObjectNode source
                ? hit.only("/_source", identified(hit, source))
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
