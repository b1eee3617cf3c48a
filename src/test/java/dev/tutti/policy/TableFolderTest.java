package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.policy.table.Cell;
import dev.tutti.policy.table.Table;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that holds {@code table.csv} instead of {@code policy.drl}. */
class TableFolderTest {

    private static final String FOLDER = "coordination/who_may_isolate";
    private static final String TABLE = FOLDER + "/table.csv";
    private static final String HEADER = "proposer,capability,deviceClass,criticality,dataClass,mode,approver,quorum\n";
    private static final String CSV = HEADER + "policy,*,*,*,*,ask,owner,1\nresponder,*,*,*,*,enforce,,\n";

    @TempDir
    Path parent;

    private Written rules;

    @BeforeEach
    void write() {
        rules = Written.rules(parent);
        rules.with(
                        "README.md",
                        "# Rules\n\n| id | policy |\n|---|---|\n| TIM-003 | " + Written.FREEZE + " |\n| COO-010 | "
                                + FOLDER + " |\n")
                .with(
                        FOLDER + "/policy.yaml",
                        Written.HEAD.replace("TIM-003", "COO-010").replace("owner:", "table: authority\nowner:"))
                .with(TABLE, CSV)
                .with(FOLDER + "/cases/fires.yaml", Written.FIRES.replace("TIM-003", "COO-010"))
                .with(
                        FOLDER + "/cases/near_miss.yaml",
                        Written.FIRES.replace("TIM-003", "COO-010").replace("kind: fires", "kind: near-miss"));
    }

    @Test
    void isAPolicyLikeAnyOther() {
        assertThat(rules.findings()).isEmpty();
        Policy policy = rules.read().ruleSet().orElseThrow().policy("COO-010").orElseThrow();

        assertThat(policy.folder()).isEqualTo("rules/" + FOLDER);
        assertThat(policy.drl())
                .contains("package rules.coordination.who_may_isolate;")
                .contains("rule \"Row 3 of the who may isolate\"")
                .contains("@policyId(COO-010) ruleflow-group \"coordinate\"");
    }

    @Test
    void flawsAreFindingsAtTheirCells() {
        rules.changing(TABLE, "responder,*,*,*,*,enforce", "responder,*,TOASTER,*,*,enforce");

        assertThat(rules.findings())
                .containsExactly(
                        "rules/" + TABLE + ":3:13: C3 deviceClass: 'TOASTER' is not one of UNKNOWN, WORKSTATION,"
                                + " MOBILE, SERVER, DOMAIN_CONTROLLER, NETWORK_DEVICE, CLOUD, INDUSTRIAL");
    }

    @Test
    void aCapabilityThatThePolicyDoesNotListIsUnknown() {
        rules.changing(TABLE, "policy,*", "policy,chat.post");

        assertThat(rules.findings())
                .containsExactly("rules/" + TABLE + ":2:8: B2 capability: 'chat.post' is not one of edr.isolate-host");
    }

    @Test
    void itsVersionChangesWithTheTable() {
        String before = version();

        rules.changing(TABLE, "ask,owner,1", "ask,role:owner,1");

        assertThat(version()).isNotEqualTo(before);
    }

    @Test
    void itsVersionDoesNotChangeWithWhatASpreadsheetPutsAroundTheText() {
        String before = version();

        rules.with(TABLE, "\uFEFF" + CSV.replace("\n", "\r\n"));

        assertThat(rules.findings()).isEmpty();
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void whatAReviewerCannotSeeIsFound() {
        rules.changing(TABLE, "owner,1", "owner\u200b,1");

        assertThat(rules.findings()).anyMatch(finding -> finding.contains("invisible character U+200B"));
    }

    @Test
    void aFolderHoldsRulesOrATable() {
        rules.with(FOLDER + "/policy.drl", Written.DRL);

        assertThat(rules.findings())
                .containsExactly("rules/" + FOLDER
                        + ":1:1: a policy is written as policy.drl or as table.csv; make two policies of these");
    }

    @Test
    void theKindOfATableIsSaid() {
        rules.changing(FOLDER + "/policy.yaml", "table: authority\n", "");

        assertThat(rules.findings())
                .containsExactly("rules/" + FOLDER
                        + "/policy.yaml:1:1: say of which kind table.csv is, as in: table: authority");
    }

    @Test
    void aKindIsSaidOfATableOnly() {
        rules.changing(Written.FREEZE + "/policy.yaml", "owner:", "table: authority\nowner:");

        assertThat(rules.findings())
                .containsExactly("rules/" + Written.FREEZE + "/policy.yaml:3:1: there is no table.csv in this folder");
    }

    @Test
    void aTableStandsInTheFolderOfItsPhase() {
        String head = Written.FREEZE + "/policy.yaml";
        rules.changing(head, "owner:", "table: authority\nowner:")
                .without(Written.FREEZE + "/policy.drl")
                .with(Written.FREEZE + "/table.csv", CSV);

        assertThat(rules.findings())
                .containsExactly("rules/" + head + ":3:1: a table of this kind does not belong in timing/");
    }

    @Test
    void oneChangedCellMakesAnotherPolicy() {
        RuleSet ruleSet = rules.read().ruleSet().orElseThrow();
        Policy policy = ruleSet.policy("COO-010").orElseThrow();
        Table table = ruleSet.table("COO-010").orElseThrow();
        Cell mode = table.cells().stream()
                .filter(cell -> cell.reference().equals("F3"))
                .findFirst()
                .orElseThrow();

        Policy changed = policy.saying(table.with(mode, "observe").drl());

        assertThat(changed.ruleDigest()).isNotEqualTo(policy.ruleDigest());
        assertThat(changed.drl()).contains("DenyReason.OBSERVE_ONLY, \"row 3 ");
        assertThat(ruleSet.table("TIM-003")).isEmpty();
    }

    private String version() {
        return rules.read().ruleSet().orElseThrow().version();
    }
}
