package dev.tutti.connector;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A YAML text whose every value knows its place, so that whatever is wrong with it can be pointed at. */
final class YamlDocument {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String file;
    private final List<String> lines;
    private final JsonNode root;

    private YamlDocument(String file, String text, JsonNode root) {
        this.file = file;
        this.lines = text.lines().toList();
        this.root = root;
    }

    /** Reads the text; what is wrong with its form goes to the findings, and the document is then empty. */
    static YamlDocument read(String file, String text, List<Finding> findings) {
        JsonNode root = MAPPER.missingNode();
        try {
            refuseAliases(file, text, findings);
            root = JsonNodes.readTree(MAPPER, text, LocationJsonNodeFactoryFactory.getInstance());
        } catch (IOException | IllegalArgumentException e) {
            findings.add(syntax(file, e));
        }
        return new YamlDocument(file, text, root);
    }

    JsonNode root() {
        return root;
    }

    /** Everything that the schema objects to, in the order of the text. */
    List<Finding> validate(Schema schema) {
        List<Finding> findings = new ArrayList<>();
        for (Error error : schema.validate(root)) {
            String pointer = error.getInstanceLocation().toString();
            String property = error.getProperty() == null ? "" : error.getProperty();
            String inner = property.isEmpty() ? pointer : pointer + "/" + property;
            boolean unknown = "additionalProperties".equals(error.getKeyword());
            findings.add(finding(unknown || root.at(inner).isMissingNode() ? inner : pointer, plain(error, property)));
        }
        return findings;
    }

    /** A finding about the value at this JSON pointer; about its nearest surrounding one when it is not there. */
    Finding finding(String pointer, String message) {
        return finding(pointer, message, 0);
    }

    /** A finding about a place within the text at this pointer. */
    Finding finding(String pointer, String message, int offset) {
        String present = pointer;
        while (!present.isEmpty() && root.at(present).isMissingNode()) {
            present = present.substring(0, present.lastIndexOf('/'));
        }
        JsonLocation place = JsonNodes.tokenStreamLocationOf(root.at(present));
        int line = place == null ? 1 : place.getLineNr();
        int column = place == null ? 1 : place.getColumnNr();
        JsonNode node = root.at(present);
        if (offset > 0 && node.isTextual() && startsBlock(line, column)) {
            String before =
                    node.asText().substring(0, Math.min(offset, node.asText().length()));
            column = 1 + indent(line + 1) + before.length() - (before.lastIndexOf('\n') + 1);
            line += 1 + (int) before.chars().filter(c -> c == '\n').count();
        } else if (offset > 0) {
            column += offset;
        }
        return new Finding(file, line, column, pointer, message);
    }

    private boolean startsBlock(int line, int column) {
        return line <= lines.size()
                && column <= lines.get(line - 1).length()
                && lines.get(line - 1).charAt(column - 1) == '|';
    }

    private int indent(int line) {
        String text = line <= lines.size() ? lines.get(line - 1) : "";
        return text.length() - text.stripLeading().length();
    }

    private static String plain(Error error, String property) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "is not a field that is known here";
            case "required" -> "is missing: '" + property + "' must be given";
            default -> String.valueOf(error.getMessage());
        };
    }

    /** An alias would be read as the text of its name. */
    private static void refuseAliases(String file, String text, List<Finding> findings) throws IOException {
        try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias()) {
                    JsonLocation at = parser.currentTokenLocation();
                    findings.add(new Finding(file, at.getLineNr(), at.getColumnNr(), "", "aliases are not allowed"));
                }
            }
        }
    }

    private static Finding syntax(String file, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException parsing && parsing.getLocation() != null) {
                JsonLocation at = parsing.getLocation();
                String message = Text.shown(String.valueOf(parsing.getOriginalMessage()));
                return new Finding(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), "", message);
            }
        }
        return new Finding(file, 1, 1, "", "is not one YAML document");
    }
}
