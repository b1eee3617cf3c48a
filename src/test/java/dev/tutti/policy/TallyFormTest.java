package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyFormTest {

    private static final String HEAD = Written.FREEZE + "/policy.yaml";

    private static final String TALLY = """
              - name: failed_logins_of_source
                counts: {kind: CREDENTIAL, minSeverity: LOW}
                key: [sourceIp]
                window: 24h
                distinct: user
            """;

    @TempDir
    Path parent;

    private Written rules;

    @BeforeEach
    void write() {
        rules = Written.rules(parent).with(HEAD, Written.HEAD + "tallies:\n" + TALLY);
    }

    @Test
    void readsWhatIsToBeCounted() {
        assertThat(rules.read().ruleSet().orElseThrow().tallies())
                .containsExactly(new TallyDeclaration(
                        "failed_logins_of_source",
                        new TallyDeclaration.Condition(Optional.of(Kind.CREDENTIAL), Severity.LOW, "", "", ""),
                        List.of(AlertComponent.SOURCE_IP),
                        Duration.ofHours(24),
                        Optional.of(AlertComponent.USER)));
    }

    @Test
    void readsWhichPartOfTheWindowIsRecent() {
        rules.changing(HEAD, "    distinct: user", "    distinct: user\n    recent: 2h");

        assertThat(rules.read().ruleSet().orElseThrow().tallies().get(0).recent())
                .contains(Duration.ofHours(2));
    }

    @Test
    void whatIsRecentIsOneStepAtLeastAndHalfOfTheWindowAtMost() {
        rules.changing(HEAD, "    distinct: user", "    distinct: user\n    recent: 13h");
        assertThat(rules.read().findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("at most half of it"));
    }

    @Test
    void aPolicyInQuarantineCountsOnAndADraftDoesNot() {
        rules.changing(HEAD, "status: active", "status: quarantined");
        assertThat(rules.read().ruleSet().orElseThrow().tallies()).hasSize(1);

        rules.changing(HEAD, "status: quarantined", "status: draft");
        assertThat(rules.read().ruleSet().orElseThrow().tallies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            window: 24h|window: 15m|15|write it over events in the rule, as in window:time( 15m )|events are exact
            window: 24h|window: 32d|15|a tally's window is at most 31 days|it would keep everything
            window: 24h|window: 1h30m|15|must read like 90m, 24h or 7d|one number and one unit
            window: 24h|window: 90s|15|must read like 90m, 24h or 7d|too short for a tally
            distinct: user|distinct: sourceIp|16|sourceIp is part of the key|there is one only
            distinct: user|distinct: tenant|16|tenant is part of the key|so it always is
            distinct: user|distinct: title|16|does not have a value in the enumeration|no such component
            key: [sourceIp]|key: [address]|14|does not have a value in the enumeration|no such component
            key: [sourceIp]|key: []|14|must have at least 1 items|all alerts in one count
            counts: {kind: CREDENTIAL, minSeverity: LOW}|counts: {}|13|must have at least 1 properties|every alert would cost a row
            counts: {kind: CREDENTIAL, minSeverity: LOW}|counts: {kind: LOGIN}|13|does not have a value in the enumeration|no such kind
            counts: {kind: CREDENTIAL, minSeverity: LOW}|counts: {title: x}|13|is not defined in the schema|no such condition
            name: failed_logins_of_source|name: Failed Logins|12|must be written in snake_case|it stands in rules
            """)
    void refuses(String sound, String spoiled, int line, String message, String reason) {
        rules.changing(HEAD, sound, spoiled);

        assertThat(rules.findings())
                .as(reason)
                .singleElement()
                .satisfies(finding -> assertThat(finding)
                        .startsWith("rules/" + HEAD + ":" + line + ":")
                        .contains(message));
    }

    @Test
    void refusesANameThatIsTaken() {
        rules.policy("hold_again", "TIM-004", "draft")
                .changing("timing/hold_again/policy.yaml", "reviewBy", "tallies:\n" + TALLY + "reviewBy");

        assertThat(rules.findings())
                .singleElement()
                .asString()
                .contains("declares a tally failed_logins_of_source, too; rename one");
    }

    @Test
    void refusesMoreTalliesThanARuleSetMayKeep() {
        String ten = IntStream.range(0, 10)
                .mapToObj(i -> TALLY.replace("failed_logins_of_source", "tally_" + i))
                .collect(Collectors.joining());
        rules.with(HEAD, Written.HEAD + "tallies:\n" + ten);
        assertThat(rules.findings()).isEmpty();

        rules.policy("hold_again", "TIM-004", "active")
                .changing("timing/hold_again/policy.yaml", "reviewBy", "tallies:\n" + TALLY + "reviewBy");

        assertThat(rules.findings())
                .singleElement()
                .asString()
                .contains("the active policies declare more than 10 tallies");
    }

    @Test
    void changesTheVersionWithWhatIsCounted() {
        String before = rules.read().ruleSet().orElseThrow().version();

        rules.changing(HEAD, "window: 24h", "window: 25h");

        assertThat(rules.read().ruleSet().orElseThrow().version()).isNotEqualTo(before);
    }
}
