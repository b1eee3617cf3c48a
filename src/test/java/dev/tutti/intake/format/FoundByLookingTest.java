package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample in JSON is found to have the format that its folder is named after, and those of others have none. */
class FoundByLookingTest {

    private static final Path SAMPLES = Path.of("src/test/resources/alerts");

    /** An event of EventBridge without its finding, and what Security Hub answers to whoever brings it findings. */
    private static final Set<String> NOTHING_INSIDE =
            Set.of("streamalert-guard-duty-all.json", "custodian-account-BatchImportFindings_1.json");

    /** After the latest of them. */
    private static final Clock LATER = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);

    private final AlertFormat any = new AlertFormats(LATER).any();

    static Stream<Path> samples(String folder) throws IOException {
        try (var files = Files.list(SAMPLES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    /** The events within labelled tests of a rule, or the whole. */
    private static List<byte[]> bodies(Path file) throws IOException {
        JsonNode sample = JsonMapper.builder().build().readTree(file.toFile());
        return sample.path("tests").isArray()
                ? sample.path("tests").findValues("log").stream()
                        .map(log -> Bodies.bytes(log.toString()))
                        .toList()
                : List.of(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alertmanager",
                "defender",
                "elastic",
                "falco",
                "guardduty",
                "ocsf",
                "securityhub",
                "sentinel",
                "splunk"
            })
    void findsTheFormat(String format) throws IOException {
        for (Path file :
                samples(format).filter(it -> !NOTHING_INSIDE.contains(name(it))).toList()) {
            for (byte[] body : bodies(file)) {
                assertThat(Bodies.items(any, body)).as(name(file)).isNotEmpty().allSatisfy(item -> {
                    assertThat(item).isInstanceOfAny(Parsed.class, LeftOut.class);
                    if (item instanceof Parsed parsed) {
                        assertThat(parsed.format()).isEqualTo(format);
                    }
                });
            }
        }
    }

    static Stream<Path> unknown() throws IOException {
        return samples("unknown");
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void saysOfOthersThatTheyAreUnknown(Path file) throws IOException {
        for (byte[] body : bodies(file)) {
            assertThat(Bodies.items(any, body))
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(((Broken) item).problem().detail())
                            .isEqualTo("The alert has no format that is known here, and is not valid as Tutti's own"));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
