package dev.tutti.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads one {@code connector.yaml} against {@code docs/schemas/connector.schema.json} and compiles what is in it; all that
 * is wrong is collected, each with its place.
 */
final class ManifestReader {

    /** A manifest and where it stands, with its actions ready to be bound. */
    record Draft(String file, YamlDocument document, Manifest manifest, List<ActionSpec> actions) {}

    private static final int MAX_BYTES = 256 * 1024;

    private final Schema schema;

    ManifestReader() {
        try (InputStream in = ManifestReader.class.getResourceAsStream("/schemas/connector.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("schemas/connector.schema.json is not on the class path");
            }
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest in this folder, or empty with at least one finding added. */
    Optional<Draft> read(Path folder, List<Finding> findings) {
        Path path = folder.resolve("connector.yaml");
        String file = folder.getFileName() + "/connector.yaml";
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            findings.add(new Finding(file, 0, 0, "", "cannot be read"));
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            findings.add(new Finding(file, 0, 0, "", "is longer than " + MAX_BYTES + " bytes"));
            return Optional.empty();
        }
        List<Finding> own = new ArrayList<>();
        YamlDocument document = YamlDocument.read(file, new String(bytes, StandardCharsets.UTF_8), own);
        if (own.isEmpty()) {
            own.addAll(document.validate(schema));
            own.addAll(new ManifestCheck(document, folder.getFileName().toString()).findings());
        }
        findings.addAll(own);
        return own.isEmpty() ? Optional.of(draft(file, document, sha256(bytes))) : Optional.empty();
    }

    private static Draft draft(String file, YamlDocument document, String digest) {
        JsonNode root = document.root();
        List<ActionSpec> actions = new ArrayList<>();
        String scheme = root.path("authorization").asText("Bearer");
        root.path("actions").forEach(action -> actions.add(action(action, scheme)));
        List<String> needs = new ArrayList<>();
        root.path("needs").forEach(need -> needs.add(need.asText()));
        Manifest manifest = new Manifest(
                root.path("name").asText(),
                root.path("title").asText(),
                root.path("category").asText(),
                root.path("simulated").asBoolean(),
                needs,
                limits(root.path("limits")),
                actions.stream().map(ActionSpec::descriptor).toList(),
                digest);
        return new Draft(file, document, manifest, List.copyOf(actions));
    }

    private static Limits limits(JsonNode limits) {
        JsonNode atOnce = limits.path("callsAtOnce");
        JsonNode rate = limits.path("rate");
        return new Limits(
                atOnce.isInt() ? OptionalInt.of(atOnce.asInt()) : OptionalInt.empty(),
                rate.isObject()
                        ? Optional.of(new Limits.Rate(rate.path("calls").asInt(), duration(rate.path("per"))))
                        : Optional.empty());
    }

    private static Duration duration(JsonNode text) {
        return Duration.parse("PT" + text.asText().toUpperCase(Locale.ROOT));
    }

    private static ActionSpec action(JsonNode action, String scheme) {
        Map<Operation, Exchange> exchanges = new EnumMap<>(Operation.class);
        exchanges.put(Operation.DO, exchange(action));
        if (action.has("undo")) {
            exchanges.put(Operation.UNDO, exchange(action.path("undo")));
        }
        if (action.has("readback")) {
            exchanges.put(Operation.READ_BACK, exchange(action.path("readback")));
        }
        List<ParameterSpec> parameters = new ArrayList<>();
        action.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
        Set<Operation> operations = new HashSet<>(exchanges.keySet());
        ActionDescriptor descriptor = new ActionDescriptor(
                action.path("capability").asText(),
                idempotency(action.path("class").asText()),
                operations,
                duration(action.path("timeout")),
                parameters);
        return new ActionSpec(descriptor, exchanges, scheme);
    }

    private static IdempotencyClass idempotency(String letter) {
        return switch (letter) {
            case "A" -> IdempotencyClass.A_IDEMPOTENT;
            case "B" -> IdempotencyClass.B_KEYED;
            case "C" -> IdempotencyClass.C_READABLE;
            default -> IdempotencyClass.D_NONE;
        };
    }

    private static Exchange exchange(JsonNode part) {
        JsonNode request = part.path("request");
        Map<String, String> headers = new TreeMap<>();
        request.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        Map<String, Expression> extract = new TreeMap<>();
        part.path("extract").properties().forEach(entry -> extract.put(entry.getKey(), expression(entry.getValue())));
        return new Exchange(
                request.path("method").asText(),
                PathTemplate.of(request.path("path").asText()),
                headers,
                expression(request.path("body")),
                Encoding.valueOf(request.path("encoding").asText("json").toUpperCase(Locale.ROOT)),
                expression(part.path("success")),
                expression(part.path("absent")),
                extract);
    }

    private static Expression expression(JsonNode text) {
        return text.isMissingNode() ? Expression.NONE : Expression.of(text.asText());
    }

    static ParameterSpec parameter(JsonNode parameter) {
        List<String> values = new ArrayList<>();
        parameter.path("values").forEach(value -> values.add(value.asText()));
        return new ParameterSpec(
                parameter.path("name").asText(),
                parameter.path("description").asText(),
                ParameterSpec.Type.valueOf(parameter.path("type").asText().toUpperCase(Locale.ROOT)),
                parameter.path("required").asBoolean(false),
                parameter.path("default").asText(),
                parameter.path("maxLength").asInt(1_000),
                values);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
