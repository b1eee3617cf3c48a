package dev.tutti.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.engine.RuleBase;
import dev.tutti.fact.Capability;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import dev.tutti.policy.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The journal that an earlier release wrote, with its rules, is read and decides what it decided then. How a release adds
 * its own stands in {@code src/test/resources/journal/README.md}.
 */
class EarlierReleaseTest {

    private static final Path JOURNALS = Path.of("src/test/resources/journal");
    private static final String TALLIES = "tallies.ndjson";
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern POLICY = Pattern.compile("@policyId\\(([\\w-]+)\\) ruleflow-group \"(\\w+)\"");

    static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(JOURNALS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void decidesWhatItDecidedThen(Path release) throws IOException {
        RuleSet ruleSet = rulesOf(release);
        try (RuleBase ruleBase = Recorded.compile(ruleSet)) {
            assertThat(Recorded.digest(ruleSet, ruleBase, inputsOf(release)))
                    .isEqualTo(Files.readString(release.resolve("decisions.sha256"))
                            .strip());
        }
    }

    /** Otherwise the journal would show nothing about tallies. */
    @ParameterizedTest
    @MethodSource("releases")
    void itsTalliesAreCountedToWhereTheirPoliciesFire(Path release) throws IOException {
        RuleSet ruleSet = rulesOf(release);
        List<String> counting = ruleSet.policies().stream()
                .filter(policy -> !policy.tallies().isEmpty())
                .map(Policy::id)
                .toList();
        try (RuleBase ruleBase = Recorded.compile(ruleSet)) {
            assertThat(Recorded.fired(ruleSet, ruleBase, inputsOf(release))).containsAll(counting);
        }
    }

    /** By hand, once per release: {@code -Dtutti.journal-of=0.2}. */
    @Test
    @EnabledIfSystemProperty(named = "tutti.journal-of", matches = "[\\w.-]+")
    void writesTheJournalOfThisRelease() throws IOException {
        Path release = JOURNALS.resolve(System.getProperty("tutti.journal-of"));
        Files.createDirectories(release);
        RuleSet shipped = RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
        for (Policy policy : shipped.active()) {
            Files.writeString(release.resolve(policy.id() + ".drl"), policy.drl());
        }
        Files.write(
                release.resolve("capabilities.ndjson"),
                shipped.capabilities().stream().map(JournalJson::write).toList());
        Files.write(
                release.resolve(TALLIES),
                shipped.active().stream()
                        .flatMap(policy -> policy.tallies().stream().map(tally -> RecordedTally.of(policy.id(), tally)))
                        .map(JournalJson::write)
                        .toList());
        RuleSet ruleSet = rulesOf(release);
        try (RuleBase ruleBase = Recorded.compile(ruleSet)) {
            List<Recorded> inputs = SomeDays.of(ruleSet, ruleBase, 400, 1);
            Files.write(
                    release.resolve("inputs.ndjson"),
                    inputs.stream()
                            .map(recorded -> recorded.at() + " " + JournalJson.write(new InputBody(recorded.input())))
                            .toList());
            Files.writeString(release.resolve("decisions.sha256"), Recorded.digest(ruleSet, ruleBase, inputs) + "\n");
        }
    }

    private static List<Recorded> inputsOf(Path release) throws IOException {
        return Files.readAllLines(release.resolve("inputs.ndjson")).stream()
                .map(EarlierReleaseTest::recorded)
                .toList();
    }

    private static Recorded recorded(String line) {
        int blank = line.indexOf(' ');
        return new Recorded(
                Long.parseLong(line.substring(0, blank)),
                JournalJson.read(line.substring(blank + 1), InputBody.class).input());
    }

    private static RuleSet rulesOf(Path release) throws IOException {
        List<Policy> policies = new ArrayList<>();
        List<RecordedTally> tallies = talliesOf(release);
        try (Stream<Path> files = Files.list(release)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".drl"))
                    .sorted()
                    .toList()) {
                policies.add(policy(Files.readString(file), tallies));
            }
        }
        List<Capability> capabilities = Files.readAllLines(release.resolve("capabilities.ndjson")).stream()
                .map(line -> JournalJson.read(line, Capability.class))
                .toList();
        return new RuleSet("of " + release.getFileName(), policies, capabilities);
    }

    /** None in a journal from before there were any. */
    private static List<RecordedTally> talliesOf(Path release) throws IOException {
        Path file = release.resolve(TALLIES);
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> JournalJson.read(line, RecordedTally.class))
                        .toList()
                : List.of();
    }

    private static Policy policy(String drl, List<RecordedTally> tallies) {
        Matcher folder = PACKAGE.matcher(drl);
        Matcher head = POLICY.matcher(drl);
        assertThat(folder.find() && head.find()).isTrue();
        Phase phase = Arrays.stream(Phase.values())
                .filter(candidate -> candidate.group().equals(head.group(2)))
                .findFirst()
                .orElseThrow();
        return new Policy(
                head.group(1),
                "A policy of an earlier release",
                "tester",
                Status.ACTIVE,
                phase,
                "none",
                List.of(),
                List.of(),
                List.of(),
                "never",
                "none",
                LocalDate.EPOCH,
                folder.group(1).replace('.', '/'),
                drl,
                List.of(),
                tallies.stream()
                        .filter(tally -> tally.policyId().equals(head.group(1)))
                        .map(RecordedTally::declaration)
                        .toList());
    }
}
