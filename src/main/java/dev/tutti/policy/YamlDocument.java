package dev.tutti.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.Error;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML file that has the form it should have, and the place of everything in it. One document, no key twice, no
 * aliases: what a reviewer reads is what is there.
 */
final class YamlDocument {

    private static final int MAX_NESTING = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final SourceFile file;
    private final JsonNode root;
    private final Map<String, JsonLocation> places;

    private YamlDocument(SourceFile file, JsonNode root, Map<String, JsonLocation> places) {
        this.file = file;
        this.root = root;
        this.places = places;
    }

    /** The document, unless something about it was added to the findings. */
    static Optional<YamlDocument> read(SourceFile file, Form form, List<Finding> findings) {
        try {
            Map<String, JsonLocation> places = places(file);
            JsonNode root = MAPPER.readTree(file.text());
            if (root.isMissingNode()) {
                findings.add(Finding.of(file.shown(), "is empty"));
                return Optional.empty();
            }
            YamlDocument document = new YamlDocument(file, root, places);
            List<Error> errors = form.errors(document.root);
            errors.forEach(error -> findings.add(document.finding(error)));
            return errors.isEmpty() ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            String message = e.getOriginalMessage().lines().findFirst().orElse("is not YAML");
            findings.add(finding(file, where, "is not YAML as we read it: " + message));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    SourceFile file() {
        return file;
    }

    /** A finding about what this JSON pointer leads to. */
    Finding at(String pointer, String message) {
        return finding(file, places.getOrDefault(pointer, JsonLocation.NA), message);
    }

    /** The items of a list of texts; empty when the list is absent. */
    List<String> texts(String field) {
        return texts(root.path(field));
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private Finding finding(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        String unknown = error.getProperty();
        String place =
                unknown != null && places.containsKey(pointer + "/" + unknown) ? pointer + "/" + unknown : pointer;
        String name = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.') + ": ";
        return at(place, name + error.getMessage());
    }

    private static Finding finding(SourceFile file, JsonLocation where, String message) {
        return new Finding(file.shown(), Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()), message);
    }

    /** Where each key stands, or each item of a list, by JSON pointer. */
    private static Map<String, JsonLocation> places(SourceFile file) throws IOException {
        Map<String, JsonLocation> places = new HashMap<>();
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(file.text())) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new NotOurYaml("write it out; aliases are not read", parser.currentTokenLocation());
                }
                String pointer = parser.getParsingContext().pathAsPointer().toString();
                if (pointer.isEmpty() && !parser.currentToken().isStructEnd() && places.containsKey("")) {
                    throw new NotOurYaml("a file holds one document", parser.currentTokenLocation());
                }
                places.putIfAbsent(pointer, parser.currentTokenLocation());
            }
        }
        return places;
    }

    /** Well-formed YAML of a kind that we refuse. */
    private static final class NotOurYaml extends JsonProcessingException {
        NotOurYaml(String message, JsonLocation where) {
            super(message, where);
        }
    }
}
