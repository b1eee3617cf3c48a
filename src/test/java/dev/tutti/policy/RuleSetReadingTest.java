package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Capability;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.fact.Service;
import dev.tutti.fact.TargetType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetReadingTest {

    private static final String HEAD = Written.FREEZE + "/policy.yaml";
    private static final String CASE = Written.FREEZE + "/cases/fires.yaml";
    private static final String AT_HEAD = "rules/" + HEAD;
    private static final String AT_CASE = "rules/" + CASE;

    @TempDir
    Path parent;

    private Written rules;

    @BeforeEach
    void write() {
        rules = Written.rules(parent);
    }

    @Test
    void readsEverythingThatAPolicySays() {
        RuleSet ruleSet = rules.read().ruleSet().orElseThrow();

        Policy policy = ruleSet.policy("TIM-003").orElseThrow();
        assertThat(policy)
                .extracting(Policy::title, Policy::owner, Policy::status, Policy::phase, Policy::folder)
                .containsExactly(
                        "Hold isolation during a change freeze",
                        "risk-office",
                        Status.ACTIVE,
                        Phase.TIME,
                        "rules/timing/hold_isolation_during_freeze");
        assertThat(policy.attack()).containsExactly("T1486");
        assertThat(policy.controls()).isEmpty();
        assertThat(policy.capabilities()).containsExactly("edr.isolate-host");
        assertThat(policy.reviewBy()).isEqualTo(LocalDate.of(2027, 5, 31));
        assertThat(policy.drl()).isEqualTo(Written.DRL);
        assertThat(policy.cases().get(0)).isEqualTo(new CaseFile(AT_CASE, Written.FIRES));
        assertThat(policy.judging()).isTrue();
        assertThat(ruleSet.capabilities())
                .containsExactly(new Capability(
                        "edr.isolate-host",
                        "Isolate a host",
                        TargetType.HOST,
                        true,
                        Duration.ofHours(8),
                        Duration.ofDays(1)));
    }

    @Test
    void readsTheSampleEstate() {
        Estate estate = rules.read().estate().orElseThrow();

        assertThat(estate.services()).containsExactly(new Service("payments", "petra", Criticality.NORMAL));
        assertThat(estate.assets().get(0).addresses()).containsExactly("10.0.1.5");
    }

    @Test
    void compilesOnlyWhatIsActiveAndNamesWhatAQuarantineHolds() {
        rules.policy("hold_one", "TIM-010", "quarantined")
                .policy("hold_two", "TIM-009", "quarantined")
                .policy("hold_three", "TIM-011", "retired");

        RuleSet ruleSet = rules.read().ruleSet().orElseThrow();

        assertThat(ruleSet.policies())
                .extracting(Policy::id)
                .containsExactly("TIM-003", "TIM-009", "TIM-010", "TIM-011");
        assertThat(ruleSet.active()).extracting(Policy::id).containsExactly("TIM-003");
        assertThat(ruleSet.quarantined()).isEqualTo(Map.of("edr.isolate-host", List.of("TIM-009", "TIM-010")));
    }

    @Test
    void aQuarantinedPolicyThatOnlyProposesHoldsNothing() {
        Policy policy = rules.read().ruleSet().orElseThrow().policies().get(0);
        Policy proposing = new Policy(
                "RES-001",
                policy.title(),
                policy.owner(),
                Status.QUARANTINED,
                Phase.RESPOND,
                policy.risk(),
                List.of(),
                List.of(),
                policy.capabilities(),
                policy.wrongWhen(),
                policy.runbook(),
                policy.reviewBy(),
                "rules/response/x",
                policy.drl(),
                List.of());

        assertThat(new RuleSet("0", List.of(proposing), List.of()).quarantined())
                .isEmpty();
    }

    @Test
    void keepsItsVersionWhenOnlyCasesTheReadmeOrLineEndingsChange() {
        String before = version();

        rules.changing(CASE, "waits for", "awaits")
                .changing("README.md", "# Rules", "# All rules")
                .with(Written.FREEZE + "/policy.drl", Written.DRL.replace("\n", "\r\n"));

        assertThat(version()).isEqualTo(before).hasSize(64);
    }

    @Test
    void readsWhatACapabilityIsGoodForAndWhoDoesIt() {
        rules.changing("capabilities.yaml", "lease: 8h", "lease: 8h, function: CONTAIN, by: people")
                .changing("capabilities.yaml", "reversible: true", "reversible: false");

        assertThat(rules.read().ruleSet().orElseThrow().capabilities())
                .singleElement()
                .returns(Optional.of(MandatedFunction.CONTAIN), Capability::function)
                .returns(true, Capability::byPeople);
    }

    @Test
    void refusesToUndoWhatPeopleDo() {
        rules.changing("capabilities.yaml", "lease: 8h", "lease: 8h, by: people");

        assertThat(rules.findings())
                .anyMatch(finding -> finding.contains("must be false for what people do: Tutti cannot undo it"));
    }

    @Test
    void changesItsVersionWithAnythingThatMattersToDecisions() {
        String before = version();

        rules.changing(Written.FREEZE + "/policy.drl", "frozen", "Frozen");
        String otherRule = version();
        rules.changing("capabilities.yaml", "8h", "9h");
        String otherCapability = version();
        rules.changing(HEAD, "active", "draft");

        assertThat(List.of(before, otherRule, otherCapability, version())).doesNotHaveDuplicates();
    }

    @Test
    void saysWhereAFieldIsWrongMissingOrUnknown() {
        rules.changing(HEAD, "status: active", "status: live\nlevel: high").changing(HEAD, "owner: risk-office\n", "");

        assertThat(rules.findings())
                .containsExactly(
                        AT_HEAD + ":1:1: required property 'owner' not found",
                        AT_HEAD
                                + ":3:1: status: does not have a value in the enumeration [\"draft\", \"active\", \"retired\", \"quarantined\"]",
                        AT_HEAD
                                + ":4:1: property 'level' is not defined in the schema and the schema does not allow additional properties");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        rules.changing(HEAD, "owner: risk-office", "owner: risk-office\nowner: somebody");

        assertThat(rules.findings())
                .singleElement()
                .asString()
                .startsWith(AT_HEAD + ":4:")
                .contains("Duplicate field 'owner'");
    }

    @Test
    void refusesAliases() {
        rules.changing(HEAD, "owner: risk-office", "owner: *t").changing(HEAD, "title: Hold", "title: &t Hold");

        assertThat(rules.findings())
                .containsExactly(AT_HEAD + ":3:8: is not YAML as we read it: write it out; aliases are not read");
    }

    @Test
    void refusesASecondDocument() {
        rules.with(HEAD, Written.HEAD + "---\n" + Written.HEAD);

        assertThat(rules.findings())
                .containsExactly(AT_HEAD + ":12:1: is not YAML as we read it: a file holds one document");
    }

    @Test
    void saysWhereBrokenYamlBreaks() {
        rules.changing(HEAD, "attack: [T1486]", "attack: [T1486");

        assertThat(rules.findings()).singleElement().asString().startsWith(AT_HEAD + ":7:");
    }

    @Test
    void refusesAnEmptyFileAndOneThatIsNestedTooDeeply() {
        rules.with(HEAD, "").with(CASE, "[".repeat(100) + "]".repeat(100));

        assertThat(rules.findings())
                .contains(AT_HEAD + ":1:1: is empty")
                .anyMatch(f -> f.startsWith(AT_CASE + ":1:") && f.contains("nesting depth"));
    }

    @Test
    void refusesAPeriodThatEndsBeforeItBegins() {
        rules.changing(CASE, "until: 2026-03-01T12:00:00Z", "until: 2026-03-01T10:00:00Z");

        assertThat(rules.findings()).containsExactly(AT_CASE + ":5:33: this ends before it begins");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service: payments, zone: Mars, from: 2026-03-01T12:00, duration: PT2H | zone must be the IANA name",
                "tier: HIGH, zone: UTC, from: 2026-03-01T12:00, duration: PT2H, every: FREQ=SECONDLY | every must have a FREQ of",
                "all: true, zone: UTC, from: 2026-03-01T12:00Z, duration: PT2H | since there is a zone",
                "all: true, until: 2026-03-01T12:00:00Z, every: FREQ=DAILY | every",
                "all: true, tier: HIGH, until: 2026-03-01T12:00:00Z | tier",
                "until: 2026-03-01T12:00:00Z | service",
                "service: payments, person: ada, until: 2026-03-01T12:00:00Z | person"
            })
    void saysWhatIsWrongWithAPeriod(String freeze, String flaw) {
        rules.changing(CASE, "service: payments, until: 2026-03-01T12:00:00Z", freeze);

        assertThat(rules.findings()).anyMatch(finding -> finding.startsWith(AT_CASE + ":5:") && finding.contains(flaw));
    }

    @Test
    void takesWhoIsRefusedForAPersonAndNotForAPolicy() {
        rules.changing(CASE, "held: {", "refused: {because: NOT_ASKED, ").changing(CASE, "by: TIM-003", "by: ada");

        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void reportsAllFindingsAndGivesNoRuleSet() {
        rules.changing(HEAD, "TIM-003", "MOD-003")
                .changing(HEAD, "[edr.isolate-host]", "[edr.isolate]")
                .changing(CASE, "by: TIM-003", "by: TIM-004")
                .with("timing/notes.txt", "x")
                .with("extra.md", "x");

        assertThat(rules.read().ruleSet()).isEmpty();
        assertThat(rules.findings())
                .contains(
                        AT_HEAD + ":1:1: ids in timing/ begin with TIM-",
                        AT_HEAD + ":7:16: capabilities.yaml knows no capability edr.isolate",
                        AT_CASE + ":10:56: there is no policy TIM-004",
                        "rules/timing/notes.txt:1:1: a policy is a folder; this is a file",
                        "rules/extra.md:1:1: rules/ holds only [README.md, capabilities.yaml, estate.yaml, mutation.yaml] and the folders of the five phases",
                        "rules/README.md:5:3: the index lists TIM-003, which is not there",
                        "rules/README.md:6:1: the index lacks a row for MOD-003");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        rules.policy("hold_again", "TIM-004", "draft")
                .changing("timing/hold_again/policy.yaml", "TIM-004", "TIM-003")
                .changing("timing/hold_again/policy.drl", "TIM-004", "TIM-003");

        assertThat(rules.findings())
                .containsExactly(AT_HEAD + ":1:1: TIM-003 is already taken by rules/timing/hold_again");
    }

    @Test
    void refusesAPolicyFolderThatIsNotWhole() {
        rules.without(Written.FREEZE + "/policy.drl")
                .without(Written.FREEZE + "/cases/near_miss.yaml")
                .with(Written.FREEZE + "/cases/notes.md", "x")
                .with(Written.FREEZE + "/table.xlsx", "x")
                .with("timing/HoldMore/policy.yaml", Written.HEAD);

        assertThat(rules.findings())
                .contains(
                        "rules/timing/hold_isolation_during_freeze/policy.drl:1:1: is missing",
                        "rules/timing/hold_isolation_during_freeze/cases/notes.md:1:1: cases are .yaml files",
                        "rules/timing/hold_isolation_during_freeze/table.xlsx:1:1: a policy's folder holds policy.yaml, policy.drl or table.csv, and cases/ only",
                        "rules/timing/HoldMore:1:1: a policy's folder is named in snake_case",
                        "rules/timing/HoldMore/cases:1:1: needs at least one case of kind fires");
    }

    @Test
    void demandsANearMiss() {
        rules.without(Written.FREEZE + "/cases/near_miss.yaml");

        assertThat(rules.findings())
                .containsExactly(
                        "rules/timing/hold_isolation_during_freeze/cases:1:1: needs at least one case of kind near-miss");
    }

    @Test
    void refusesACaseThatSaysTwoThingsAtOnceOrRunsBackwards() {
        rules.changing(CASE, "propose:", "noTouch: {entry: x, why: y}\n    propose:")
                .changing(
                        Written.FREEZE + "/cases/near_miss.yaml", "T10:05:00Z\n    propose", "T09:05:00Z\n    propose");

        assertThat(rules.findings())
                .containsExactly(
                        AT_CASE + ":6:5: given.1: must hold 'at' and one thing that happens",
                        "rules/" + Written.FREEZE
                                + "/cases/near_miss.yaml:6:5: this happens before what stands above it");
    }

    @Test
    void refusesAnEstateWhoseNamesLeadNowhere() {
        rules.changing("estate.yaml", "owner: petra", "owner: peter")
                .changing("estate.yaml", "service: payments", "service: pay");

        assertThat(rules.findings())
                .containsExactly(
                        "rules/estate.yaml:1:29: peter is not among the people",
                        "rules/estate.yaml:2:27: there is no service pay");
    }

    @Test
    void refusesALinkThatLeadsOutOfTheFolder() throws IOException {
        Path secret = Files.writeString(parent.resolve("secret.yaml"), Written.HEAD);
        rules.without(HEAD);
        Files.createSymbolicLink(rules.root().resolve(HEAD), secret);

        assertThat(rules.findings())
                .contains(AT_HEAD + ":1:1: is a link that leads out of the rules folder; put the file itself here");
    }

    @Test
    void followsALinkWithinTheFolderAsAMountedFolderHasThem() throws IOException {
        rules.without(HEAD).with("..data/head.yaml", Written.HEAD);
        Files.createSymbolicLink(rules.root().resolve(HEAD), rules.root().resolve("..data/head.yaml"));

        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLargeOrNotText() throws IOException {
        rules.with(HEAD, "#" + "x".repeat(RulesFolder.MAX_BYTES));
        Files.write(rules.root().resolve(CASE), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(rules.findings())
                .contains(AT_HEAD + ":1:1: is larger than 256 KiB", AT_CASE + ":1:1: is not UTF-8 text");
    }

    @Test
    void saysThatThereIsNoFolder() {
        assertThat(RuleSetReading.read(parent.resolve("nowhere")).findings())
                .extracting(Finding::message)
                .containsExactly("there is no folder of rules here");
    }

    private String version() {
        return rules.read().ruleSet().orElseThrow().version();
    }
}
