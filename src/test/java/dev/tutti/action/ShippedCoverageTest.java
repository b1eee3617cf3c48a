package dev.tutti.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.action.Coverage.Answer;
import dev.tutti.action.Coverage.Served;
import dev.tutti.action.Coverage.Tool;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Mandate;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the architect reads of the shipped policies, the shipped connectors and the mandates of the demonstration. */
class ShippedCoverageTest {

    private static final Path CONNECTORS = Path.of("connectors");
    private static final RuleSet RULES =
            RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
    private static final List<String> SHIPPED = manifests();
    private static final List<Mandate> MANDATES = mandates();

    @Test
    void everyTierHasWhatIsMandatedOfItWithAllConnectors() {
        assertThat(answers(SHIPPED))
                .containsExactly(
                        "CRITICAL DETECT COVERED",
                        "CRITICAL ENRICH COVERED",
                        "CRITICAL CONTAIN COVERED",
                        "CRITICAL RECOVER COVERED",
                        "CRITICAL TICKET COVERED",
                        "CRITICAL NOTIFY COVERED",
                        "CRITICAL VERIFY COVERED",
                        "HIGH DETECT COVERED",
                        "HIGH CONTAIN COVERED",
                        "HIGH RECOVER COVERED",
                        "HIGH TICKET COVERED",
                        "HIGH NOTIFY COVERED",
                        "NORMAL CONTAIN COVERED",
                        "NORMAL TICKET COVERED",
                        "LOW TICKET COVERED");
    }

    @Test
    void withoutItsToolsOnlyWhatPeopleDoIsLeft() {
        assertThat(answers(List.of()))
                .filteredOn(answer -> answer.endsWith(Answer.COVERED.name()))
                .containsExactly(
                        "CRITICAL TICKET COVERED",
                        "HIGH TICKET COVERED",
                        "NORMAL TICKET COVERED",
                        "LOW TICKET COVERED");
        assertThat(answers(List.of())).noneMatch(answer -> answer.endsWith(Answer.NO_POLICY.name()));
    }

    @Test
    void theScannerIsAllThatVerifiesAndDetectsBesidesTheSharingOfIndicators() {
        List<String> without = SHIPPED.stream()
                .filter(manifest -> !Set.of("simulated-scanner", "simulated-compliance", "simulated-intel")
                        .contains(manifest))
                .toList();

        assertThat(answers(without))
                .filteredOn(answer -> !answer.endsWith(Answer.COVERED.name()))
                .containsExactly(
                        "CRITICAL DETECT NO_HEALTHY_CONNECTOR",
                        "CRITICAL VERIFY NO_HEALTHY_CONNECTOR",
                        "HIGH DETECT NO_HEALTHY_CONNECTOR");
    }

    @Test
    void everyCapabilityThatServesAFunctionIsAskedForByAPolicyAndDoneBySomebody() {
        assertThat(coverage(SHIPPED)).flatExtracting(Coverage::capabilities).allSatisfy(served -> {
            assertThat(served.policies()).as(served.capability()).isNotEmpty();
            assertThat(served.byPeople() || !served.connectors().isEmpty())
                    .as(served.capability())
                    .isTrue();
        });
        assertThat(coverage(SHIPPED)).flatExtracting(Coverage::capabilities).hasSizeGreaterThan(14);
    }

    @Test
    void draftsAskForNothing() {
        Set<String> drafts = RULES.policies().stream()
                .filter(policy -> !RULES.active().contains(policy))
                .map(policy -> policy.id())
                .collect(Collectors.toSet());

        assertThat(drafts).isNotEmpty();
        assertThat(coverage(SHIPPED))
                .flatExtracting(Coverage::capabilities)
                .flatExtracting(Served::policies)
                .doesNotContainAnyElementsOf(drafts)
                .allMatch(id -> id.startsWith("RES-"));
    }

    private static List<String> answers(List<String> manifests) {
        return coverage(manifests).stream()
                .map(each -> each.criticality() + " " + each.function() + " " + each.answer())
                .toList();
    }

    private static List<Coverage> coverage(List<String> manifests) {
        ConfiguredConnectors connectors = new ConfiguredConnectors(config(manifests), Clock.systemUTC());
        connectors.load(new StartupEvent());
        return MANDATES.stream()
                .map(mandate -> Coverage.of(
                        mandate,
                        RULES.capabilities(),
                        RULES.asking(),
                        capability ->
                                connectors
                                        .provider(capability)
                                        .map(provider -> new Tool(provider.instance(), true))
                                        .stream()
                                        .toList()))
                .toList();
    }

    private static List<String> manifests() {
        try (Stream<Path> folders = Files.list(CONNECTORS)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Mandate> mandates() {
        try (InputStream estate =
                Objects.requireNonNull(ShippedCoverageTest.class.getResourceAsStream("/demo/estate.json"))) {
            List<Mandate> mandates = new ArrayList<>();
            for (JsonNode each : new ObjectMapper().readTree(estate).path("mandates")) {
                mandates.add(new Mandate(
                        Criticality.valueOf(each.path("criticality").asText()),
                        MandatedFunction.valueOf(each.path("function").asText())));
            }
            return mandates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectorsConfig config(List<String> manifests) {
        return new ConnectorsConfig() {
            @Override
            public Path dir() {
                return CONNECTORS;
            }

            @Override
            public Map<String, Instance> instances() {
                return manifests.stream().collect(Collectors.toMap(name -> name, Configured::new));
            }
        };
    }

    private record Configured(String manifest) implements ConnectorsConfig.Instance {

        @Override
        public URI baseUrl() {
            return URI.create("http://127.0.0.1:9");
        }

        @Override
        public Set<String> allowedHosts() {
            return Set.of("127.0.0.1");
        }

        @Override
        public Optional<String> secret() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> secretFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> sources() {
            // Several SIEMs stand side by side, each for the alerts that it raises.
            return manifest.startsWith("simulated-") ? Optional.empty() : Optional.of(Set.of(manifest));
        }

        @Override
        public OptionalInt callsAtOnce() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<ConnectorsConfig.Rate> rate() {
            return Optional.empty();
        }
    }
}
