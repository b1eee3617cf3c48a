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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tutti lint} and {@code tutti test} over a copy of the shipped rules that a test then spoils in one place. */
class RulesCommandsTest {

    private static final String BUDGET = "moderation/budget_of_isolations";
    private static final String FREEZE = "timing/hold_isolation_during_freeze";

    private static final String SPRAYING = "concepts/password_spraying";

    @TempDir
    private Path folder = Path.of("");

    private Path rules = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyTheShippedRules() throws IOException {
        rules = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.toList()) {
                Files.copy(file, rules.resolve(Path.of("rules").relativize(file)));
            }
        }
    }

    @Test
    void reportsWhatABudgetThatIsOneTooLargeLetsOut() throws IOException {
        change(BUDGET + "/policy.drl", "\"isolations\", 2, 60", "\"isolations\", 3, 60");

        assertThat(run("test", "MOD-002")).isEqualTo(1);
        assertThat(out.toString().lines().map(String::strip))
                .containsSubsequence(
                        "MOD-002  Let at most two isolations an hour go out unasked",
                        "FAILED  of six that one freeze held, two go out at its end and four ask",
                        rules + "/" + BUDGET + "/cases/released_together.yaml",
                        "at 2026-03-01T12:00:00Z",
                        "- expected  asked: {action: edr.isolate-host, target: office-lt-3, of: role:responder, quorum: 2, by: MOD-002}",
                        "+ happened  dispatched: {action: edr.isolate-host, target: office-lt-3, by: MOD-003}",
                        "because   edr.isolate-host on office-lt-3 is dispatched: the owner of office consented beforehand (MOD-003)",
                        "FAILED  the third within the hour waits for two responders",
                        "fired     MOD-002 \"Let at most two isolations an hour go out unasked\"",
                        "2 passed, 4 failed");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void reportsAHoldThatIsGone() throws IOException {
        change(
                FREEZE + "/policy.drl",
                "exists ChangeFreeze( service == $service )",
                "exists ChangeFreeze( service == \"\" )");

        assertThat(run("test", "TIM-003")).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED  isolation waits for the freeze to end")
                .contains("at 2026-03-01T10:05:00Z")
                .contains("- expected  held: {action: edr.isolate-host, target: pay-db-1, by: TIM-003}")
                .contains("+ happened  dispatched: {action: edr.isolate-host, target: pay-db-1, by: MOD-003}");
    }

    @Test
    void tellsTheSameToMachines() throws IOException {
        change(BUDGET + "/policy.drl", "\"isolations\", 2, 60", "\"isolations\", 2, 64");

        assertThat(run("test", "--json", "MOD-002")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("passed").asInt()).isEqualTo(5);
        assertThat(report.path("failed").asInt()).isEqualTo(1);
        JsonNode failed = report.path("cases")
                .valueStream()
                .filter(one -> !one.path("passed").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("policy").asText()).isEqualTo("MOD-002");
        assertThat(failed.path("differences").path(0).path("expected").path(0).asText())
                .startsWith("dispatched: {action: edr.isolate-host");
    }

    @Test
    void endsWithASummaryAloneOnALine() {
        assertThat(run("test", "COO-001")).isZero();
        assertThat(out.toString().lines()).last().isEqualTo("3 passed, 0 failed");
    }

    @Test
    void saysThatARetiredPolicyWasNotPlayed() throws IOException {
        change(FREEZE + "/policy.yaml", "status: active", "status: retired");

        assertThat(run("test", "TIM-003")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("tutti: TIM-003 is retired; its cases were not played", "tutti: no case was played");
    }

    @Test
    void takesAnUnknownPolicyAndAMissingFolderForWrongUse() {
        assertThat(run("test", "TIM-999")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no policy TIM-999");
        rules = folder.resolve("nowhere");
        for (String command : List.of("test", "lint")) {
            assertThat(run(command)).isEqualTo(2);
        }
        assertThat(err.toString()).contains("nowhere; name the rules folder with --rules DIR");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void playsNothingWhileTheFormIsWrong() throws IOException {
        change(FREEZE + "/policy.yaml", "status: active", "status: actve");

        assertThat(run("test")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(FREEZE + "/policy.yaml:4:").contains("no case was played");
    }

    @Test
    void findsNothingInTheShippedRules() {
        assertThat(run("lint")).isZero();
        assertThat(out.toString()).matches("no findings in [0-9]{2,3} policies, version [0-9a-f]+\\s+");
    }

    @Test
    void printsEachFindingWithItsPlaceAndCountsThem() throws IOException {
        change(FREEZE + "/policy.drl", "ActionRequested( capability ==", "ActionRequested( capabilty ==");

        assertThat(run("lint")).isEqualTo(1);
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .startsWith(rules + "/" + FREEZE + "/policy.drl:")
                .matches(".*/policy\\.drl:\\d+:\\d+: .*");
        assertThat(out.toString().lines()).last().asString().matches("\\d+ findings?");
    }

    @Test
    void findsTheErrorsOfTwoPoliciesAtTheirPlaces() throws IOException {
        change(FREEZE + "/policy.drl", "HoldReason.CHANGE_FREEZE", "HoldReason.CHANGE_FRIES");
        change(BUDGET + "/policy.drl", "capability ==", "capabilty ==");

        assertThat(run("lint")).isEqualTo(1);
        assertThat(out.toString().lines().map(line -> line.substring(0, Math.min(line.length(), 400))))
                .anyMatch(line -> line.startsWith(rules + "/" + FREEZE + "/policy.drl:12:"))
                .anyMatch(line -> line.startsWith(rules + "/" + BUDGET + "/policy.drl:9:"))
                .noneMatch(line -> line.contains("src/main/java") || line.contains("package "));
    }

    @Test
    void appliesTheRulesOfTheEngineToo() throws IOException {
        change(FREEZE + "/policy.drl", "insertLogical", "insert");

        assertThat(run("lint")).isEqualTo(1);
        assertThat(out.toString()).startsWith(rules + "/" + FREEZE + "/policy.drl:");
    }

    @Test
    void refusesAKeyOfPartitionsThatWouldTearATallyApart() {
        assertThat(run("lint", "--partition-key", "tenant,host")).isEqualTo(1);

        assertThat(out.toString().lines())
                .contains(
                        rules
                                + "/concepts/password_spraying/policy.yaml:14:5: tally failed_logins_of_source is kept by tenant,"
                                + " sourceIp, and alerts are divided among partitions by host as well: each partition"
                                + " would count for itself; take host out of tutti.conductor.partition-key",
                        "4 findings");
    }

    @Test
    void asksWhyAMutantIsAccepted() throws IOException {
        change("mutation.yaml", "All alerts of a case belong to one tenant, so no case can tell two apart.", "");

        assertThat(run("lint")).isEqualTo(1);
        assertThat(out.toString())
                .contains(rules + "/mutation.yaml:")
                .contains("say why no case need notice this mutant")
                .contains("1 finding");
    }

    @Test
    void takesAKeyThatEveryTallyHasAndATallyThatNoPolicyInForceCounts() throws IOException {
        change("concepts/often_attacked_user/policy.yaml", "status: active", "status: draft");
        change("concepts/noisy_host/policy.yaml", "status: active", "status: draft");
        change("concepts/regular_user/policy.yaml", "status: active", "status: draft");
        change("response/open_ticket_on_surge/policy.yaml", "status: active", "status: draft");
        change("response/tell_of_sign_in_from_new_address/policy.yaml", "status: active", "status: draft");
        assertThat(run("lint", "--partition-key", "tenant,sourceIp")).isZero();
        change(SPRAYING + "/policy.yaml", "status: active", "status: draft");

        assertThat(run("lint", "--partition-key", "tenant,host")).isZero();
    }

    @Test
    void takesTheKeyThatTheServiceIsConfiguredWith() {
        System.setProperty("tutti.conductor.partition-key", "tenant, host");
        try {
            assertThat(run("lint")).isZero();
            System.setProperty("tutti.conductor.partitions", "4");

            assertThat(run("lint")).isEqualTo(1);
            assertThat(out.toString()).contains("by host as well");
        } finally {
            System.clearProperty("tutti.conductor.partition-key");
            System.clearProperty("tutti.conductor.partitions");
        }
    }

    @Test
    void takesAKeyOfAnUnknownComponentForWrongUse() {
        assertThat(run("lint", "--partition-key", "hostname")).isEqualTo(2);
        assertThat(err.toString()).contains("knows no \"hostname\", only tenant, source,");
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(rules.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(rules.resolve(file), text.replace(from, to));
    }

    private int run(String command, String... more) {
        return Tutti.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(command, "--rules", rules.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
