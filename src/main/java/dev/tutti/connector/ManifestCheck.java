package dev.tutti.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a schema cannot say about a manifest: names that must agree, expressions and templates that must compile. */
final class ManifestCheck {

    private final YamlDocument document;
    private final String folder;
    private final List<Finding> findings = new ArrayList<>();

    ManifestCheck(YamlDocument document, String folder) {
        this.document = document;
        this.folder = folder;
    }

    List<Finding> findings() {
        JsonNode root = document.root();
        if (root.path("name").isTextual() && !root.path("name").asText().equals(folder)) {
            findings.add(document.finding("/name", "must be the name of its folder, '" + folder + "'"));
        }
        Set<String> capabilities = new HashSet<>();
        for (int i = 0; i < root.path("actions").size(); i++) {
            JsonNode action = root.path("actions").path(i);
            if (action.isObject()) {
                String pointer = "/actions/" + i;
                if (!capabilities.add(action.path("capability").asText())) {
                    findings.add(document.finding(pointer + "/capability", "is there twice"));
                }
                action(pointer, action);
            }
        }
        return findings;
    }

    private void action(String pointer, JsonNode action) {
        Set<String> variables = new HashSet<>(Set.of("target", "actionId", "idempotencyKey"));
        for (int i = 0; i < action.path("parameters").size(); i++) {
            JsonNode parameter = action.path("parameters").path(i);
            String place = pointer + "/parameters/" + i;
            if (!variables.add(parameter.path("name").asText())) {
                findings.add(document.finding(place + "/name", "is already the name of another value"));
            }
            defaultValue(place, parameter);
        }
        exchange(pointer, action, variables);
        exchange(pointer + "/undo", action.path("undo"), variables);
        exchange(pointer + "/readback", action.path("readback"), variables);
        if (action.at("/readback/request").has("method")
                && !action.at("/readback/request/method").asText().equals("GET")) {
            findings.add(
                    document.finding(pointer + "/readback/request/method", "must be GET: a read-back changes nothing"));
        }
    }

    private void exchange(String pointer, JsonNode part, Set<String> variables) {
        JsonNode path = part.path("request").path("path");
        if (path.isTextual()) {
            PathTemplate.fault(path.asText(), variables)
                    .ifPresent(fault -> findings.add(document.finding(pointer + "/request/path", fault)));
        }
        expression(pointer + "/request/body", part.path("request").path("body"));
        expression(pointer + "/success", part.path("success"));
        expression(pointer + "/absent", part.path("absent"));
        part.path("extract")
                .properties()
                .forEach(entry -> expression(pointer + "/extract/" + entry.getKey(), entry.getValue()));
    }

    private void expression(String pointer, JsonNode text) {
        if (text.isTextual()) {
            Expression.fault(text.asText())
                    .ifPresent(fault -> findings.add(document.finding(pointer, fault.message(), fault.offset())));
        }
    }

    private void defaultValue(String pointer, JsonNode parameter) {
        if (!parameter.path("default").isTextual()
                || !Set.of("string", "integer", "duration", "enum")
                        .contains(parameter.path("type").asText())) {
            return;
        }
        ManifestReader.parameter(parameter)
                .objection(parameter.path("default").asText())
                .ifPresent(reason -> findings.add(document.finding(pointer + "/default", reason)));
    }
}
