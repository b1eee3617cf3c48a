package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays {@code connectors/NAME/contract/*.yaml}: what is sent is exactly that, and the answer means exactly that. */
class ContractTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @TestFactory
    Stream<DynamicContainer> everyConnectorKeepsItsContract() throws IOException {
        return children(Connectors.SHIPPED).filter(Files::isDirectory).map(folder -> {
            String name = folder.getFileName().toString();
            return DynamicContainer.dynamicContainer(
                    name,
                    pairs(folder.resolve("contract"))
                            .map(pair ->
                                    DynamicTest.dynamicTest(pair.path("title").asText(), () -> replay(name, pair))));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyConnectorHasEveryOperationInItsContract() throws IOException {
        return Connectors.ready(Connectors.SHIPPED).manifests().stream()
                .flatMap(manifest -> manifest.actions().stream()
                        .flatMap(action -> action.operations().stream()
                                .map(operation -> DynamicTest.dynamicTest(
                                        action.capability() + " " + operation,
                                        () -> assertThat(pairs(Connectors.SHIPPED
                                                        .resolve(manifest.name())
                                                        .resolve("contract")))
                                                .anyMatch(pair -> pair.at("/call/capability")
                                                                .asText()
                                                                .equals(action.capability())
                                                        && pair.at("/call/operation")
                                                                .asText()
                                                                .equals(operation.name()))))));
    }

    private static void replay(String manifest, JsonNode pair) {
        JsonNode response = pair.path("response");
        String body = response.has("body")
                ? response.path("body").toString()
                : response.path("text").asText();
        try (CannedTool tool =
                CannedTool.answering(response.path("status").asInt(), texts(response.path("headers")), body)) {
            ActionCall call = call(pair.path("call"));
            ActionOutcome outcome =
                    Connectors.shipped(tool, manifest, call.capability()).perform(call);
            assertSent(pair.path("request"), tool.sent());
            assertOutcome(pair.path("outcome"), outcome);
        }
    }

    private static void assertSent(JsonNode expected, List<CannedTool.Sent> all) {
        assertThat(all).hasSize(1);
        CannedTool.Sent sent = all.get(0);
        assertThat(sent.method()).isEqualTo(expected.path("method").asText());
        assertThat(sent.target()).isEqualTo("/base/v1" + expected.path("path").asText());
        String scheme = expected.path("authorization").asText("Bearer");
        assertThat(sent.headers()).containsEntry("Authorization", List.of(scheme + " " + CannedTool.TOKEN));
        texts(expected.path("headers"))
                .forEach((name, value) -> assertThat(sent.headers()).anySatisfy((sentName, sentValues) -> {
                    assertThat(sentName).isEqualToIgnoringCase(name);
                    assertThat(sentValues).containsExactly(value);
                }));
        assertThat(sent.headers().getOrDefault("Idempotency-key", List.of("")))
                .containsExactly(expected.path("idempotencyKey").asText());
        if (expected.has("body")) {
            assertThat(sent.headers()).containsEntry("Content-type", List.of("application/json"));
            assertThat(json(sent.body())).isEqualTo(expected.path("body"));
        } else if (expected.has("form")) {
            assertThat(sent.headers()).containsEntry("Content-type", List.of("application/x-www-form-urlencoded"));
            assertThat(sent.body()).isEqualTo(expected.path("form").asText());
        } else {
            assertThat(sent.body()).isEmpty();
        }
    }

    private static void assertOutcome(JsonNode expected, ActionOutcome outcome) {
        assertThat(outcome.getClass().getSimpleName())
                .as(outcome.toString())
                .isEqualTo(expected.path("is").asText());
        if (outcome instanceof ActionOutcome.Succeeded succeeded) {
            assertThat(succeeded.reference())
                    .isEqualTo(expected.path("reference").asText());
            assertThat(succeeded.extracted()).isEqualTo(texts(expected.path("extracted")));
        } else if (outcome instanceof ActionOutcome.Unreachable unreachable) {
            assertThat(unreachable.retryAfterMillis())
                    .isEqualTo(expected.path("retryAfterMillis").asLong());
        }
        assertThat(outcome.toString()).contains(expected.path("detail").asText());
    }

    private static ActionCall call(JsonNode call) {
        return new ActionCall(
                call.path("capability").asText(),
                Operation.valueOf(call.path("operation").asText()),
                call.path("target").asText(),
                texts(call.path("parameters")),
                call.path("idempotencyKey").asText());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Stream<JsonNode> pairs(Path folder) {
        return children(folder)
                .filter(file -> file.toString().endsWith(".yaml"))
                .flatMap(file -> {
                    try {
                        JsonNode pairs = YAML.readTree(Files.readString(file));
                        assertThat(pairs.isArray()).as(file.toString()).isTrue();
                        return Stream.iterate(0, i -> i < pairs.size(), i -> i + 1)
                                .map(pairs::path);
                    } catch (IOException e) {
                        throw new AssertionError(file.toString(), e);
                    }
                });
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError(folder.toString(), e);
        }
    }
}
