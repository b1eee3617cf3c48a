package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tutti mutate} over three of the shipped policies, which is enough for the cases of one of them. */
class MutateCommandTest {

    private static final String FREEZE = "timing/hold_isolation_during_freeze";
    private static final List<String> KEPT =
            List.of(FREEZE, "response/isolate_host_with_malware", "moderation/isolate_ordinary_hosts_on_consent");
    private static final String UNNOTICED = FREEZE
            + "/policy.drl:10:33: no case notices: Hold isolation during a change freeze: ActionRequested: capability =="
            + " \"edr.isolate-host\" is left out";

    @TempDir
    private Path folder = Path.of("");

    private Path rules = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyThreeOfTheShippedPolicies() throws IOException {
        rules = folder.resolve("rules");
        for (String kept : KEPT) {
            copy(Path.of("rules", kept));
        }
        // These take part in cases for all policies, of which most are not here.
        Files.delete(rules.resolve(FREEZE + "/cases/all_policies_together.yaml"));
        Files.delete(rules.resolve("response/isolate_host_with_malware/cases/all_policies_together.yaml"));
        for (String file : List.of("capabilities.yaml", "estate.yaml")) {
            Files.copy(Path.of("rules", file), rules.resolve(file));
        }
        try (Stream<String> lines = Files.lines(Path.of("rules/README.md"))) {
            Files.writeString(
                    rules.resolve("README.md"),
                    lines.filter(line -> !line.startsWith("| ") || KEPT.stream().anyMatch(line::contains))
                            .collect(Collectors.joining("\n")));
        }
    }

    @Test
    void findsThatEachMutantIsNoticed() throws IOException {
        assertThat(run("TIM-003")).as(err + "\n" + out).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        TIM-003  8 mutants: 7 killed, 1 not viable, 0 survived
                        8 mutants of 1 policies: 7 killed, 1 not viable, 0 accepted, 0 survived
                        """);
        assertThat(rules.resolve("mutation.yaml")).doesNotExist();
    }

    @Test
    void tellsWhichMutantNoCaseNoticesAndRecordsThatAReasonIsDue() throws IOException {
        Files.delete(rules.resolve(FREEZE + "/cases/another_action.yaml"));

        assertThat(run("TIM-003", "--record")).isEqualTo(1);
        assertThat(out.toString()).contains(rules + "/" + UNNOTICED);
        String recorded = Files.readString(rules.resolve("mutation.yaml"));
        assertThat(recorded).contains("policy: \"TIM-003\"", "killed: 6", "reason: \"\"");

        Files.writeString(
                rules.resolve("mutation.yaml"),
                recorded.replace("reason: \"\"", "reason: \"no other action has a service here\""));
        assertThat(run("TIM-003")).isZero();
        assertThat(out.toString())
                .contains("accepted: Hold isolation during a change freeze")
                .contains("1 accepted, 0 survived");
    }

    @Test
    void printsEachMutantForMachines() throws IOException {
        assertThat(run("TIM-003", "--json")).isZero();

        JsonNode outcome = new ObjectMapper().readTree(out.toString());
        assertThat(outcome.path("killed").asInt()).isEqualTo(7);
        JsonNode flipped = outcome.path("tried")
                .valueStream()
                .filter(tried -> tried.path("change").asText().endsWith("becomes not"))
                .findFirst()
                .orElseThrow();
        assertThat(flipped.path("file").asText()).isEqualTo(rules + "/" + FREEZE + "/policy.drl");
        assertThat(flipped.path("line").asInt()).isEqualTo(11);
        assertThat(flipped.path("fate").asText()).isEqualTo("killed");
        assertThat(flipped.path("why").asText()).startsWith(rules + "/" + FREEZE + "/cases/");
    }

    @Test
    void recordsAnewWhereNobodyHasGivenAReasonYet() throws IOException {
        Files.delete(rules.resolve(FREEZE + "/cases/another_action.yaml"));
        assertThat(run("TIM-003", "--record")).isEqualTo(1);
        Files.copy(
                Path.of("rules", FREEZE, "cases/another_action.yaml"),
                rules.resolve(FREEZE + "/cases/another_action.yaml"));

        assertThat(run("TIM-003", "--record")).as("%s%s", err, out).isZero();

        assertThat(Files.readString(rules.resolve("mutation.yaml"))).doesNotContain("reason: \"\"");
    }

    @Test
    void triesNothingWhileTheRecordCannotBeRead() throws IOException {
        Files.writeString(rules.resolve("mutation.yaml"), "policies: all of them\n");

        assertThat(run("TIM-003")).isEqualTo(1);

        assertThat(err.toString()).contains("mutation.yaml:1", "nothing was tried");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void takesAnUnknownPolicyForWrongUse() {
        assertThat(run("TIM-999")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no policy TIM-999");
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = rules.resolve(Path.of("rules").relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private int run(String... arguments) {
        return Tutti.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("mutate", "--rules", rules.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
