package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stands where a member should be, there is an answer. */
class OddShapesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1e30",
            "\"\"",
            "\"\\u0000]<,/:\"",
            "[]",
            "[[null,7,\"x\"]]",
            "{}",
            "{\"\":{\"a.b\":[1]}}");

    @ParameterizedTest
    @CsvSource({
        "guardduty,content-hub-get-findings.json",
        "securityhub,custodian-instance-GetFindings_1.json",
        "securityhub,custodian-insight-2.json",
        "ocsf,stix-shifter-cloud-api.json",
        "defender,stix-shifter-alerts-v2.json",
        "defender,rapid7-incidents.json",
        "sentinel,msticpy-list-incidents.json"
    })
    void noFormatThrows(String name, String file) throws IOException {
        var formats = List.of(Bodies.format(name), new AlertFormats(Bodies.NOON).any());
        JsonNode sample = JSON.readTree(Bodies.sample(name, file));

        for (Place place : places(sample)) {
            JsonNode before = place.get();
            for (String odd : ODD) {
                place.set(JSON.readTree(odd));
                byte[] body = JSON.writeValueAsBytes(sample);
                formats.forEach(
                        format -> assertThatCode(() -> format.parse(body, "")).doesNotThrowAnyException());
            }
            place.set(before);
        }
    }

    /** Where a value lies within an object or an array. */
    private record Place(JsonNode parent, String key, int index) {

        JsonNode get() {
            return parent instanceof ObjectNode object ? object.get(key) : parent.get(index);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(key, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        Stream<Place> here = node.isObject()
                ? node.properties().stream().map(member -> new Place(node, member.getKey(), -1))
                : Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(i -> new Place(node, "", i));
        here.forEach(place -> {
            places.add(place);
            if (place.get().isContainerNode()) {
                places.addAll(places(place.get()));
            }
        });
        return places;
    }
}
