package dev.tutti.policy.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows become, and what one changed cell makes of a table. */
class TableTest {

    @Test
    void aRowBecomesARuleNamedAfterIt() {
        Table table = Matrix.sound("*,*,*,*,*,enforce,,");

        assertThat(table.drl()).endsWith("""

                rule "Row 2 of the authority matrix"
                    @policyId(COO-010) ruleflow-group "coordinate"
                when
                    $request : ActionRequested( capability in ( "edr.isolate-host", "firewall.block-ip" ) )
                then
                    insertLogical( new ActionPermitted( $request, PermitReason.AUTHORITY, "row 2 of the authority matrix permits this" ) );
                end
                """);
    }

    @Test
    void aRowOfAMachineMatchesWhatNobodyProposed() {
        assertThat(rule("policy,edr.isolate-host,SERVER,LOW|HIGH,*,observe,,")).contains("""
                    $request : ActionRequested( capability == "edr.isolate-host", proposer == "" )
                    TargetProfile( request == $request, deviceClass == DeviceClass.SERVER, criticality in ( Criticality.LOW, Criticality.HIGH ) )
                then
                    insertLogical( new ActionDenied( $request, DenyReason.OBSERVE_ONLY, "row 2 of the authority matrix only records this" ) );
                """);
    }

    @Test
    void aRowOfARoleMatchesThePersonsWhoHoldItNow() {
        assertThat(rule("responder|on-call,edr.isolate-host,*,*,SECRET,ask,team:operations,2"))
                .contains("""
                    $request : ActionRequested( capability == "edr.isolate-host", proposer != "", $proposer : proposer )
                    TargetProfile( request == $request, dataClass == DataClass.SECRET )
                    Person( name == $proposer, roles contains "responder" || roles contains "on-call" )
                then
                    insertLogical( new ApprovalRequired( $request, ApproverKind.TEAM, "operations", 2, false, ApprovalReason.AUTHORITY, "row 2 of the authority matrix asks team:operations" ) );
                """);
    }

    @Test
    void aRowThatAsksTheOwnerAsksAResponderWhereNobodyOwnsTheService() {
        String drl = rule("policy,edr.isolate-host,*,*,*,ask,owner,1");

        assertThat(drl)
                .contains("TargetProfile( request == $request, owner != \"\", $owner : owner )")
                .contains("ApproverKind.PERSON, $owner, 1, false, ApprovalReason.AUTHORITY")
                .contains("rule \"Row 2 of the authority matrix, owner unknown\"")
                .contains("TargetProfile( request == $request, owner == \"\" )")
                .contains("ApproverKind.ROLE, \"responder\", 1, false, ApprovalReason.UNKNOWN_TARGET");
    }

    @Test
    void aRowOfMachinesAndPersonsBecomesARuleForEach() {
        String drl = rule("policy|responder,edr.isolate-host,*,*,*,enforce,,");

        assertThat(drl.lines().filter(line -> line.startsWith("rule ")))
                .containsExactly(
                        "rule \"Row 2 of the authority matrix\"",
                        "rule \"Row 2 of the authority matrix, for a person\"");
    }

    @Test
    void columnsStandInAnyOrderAndANoteDecidesNothing() {
        TableReading reading = Matrix.read("""
                note,mode,quorum,approver,dataClass,criticality,deviceClass,capability,proposer
                "he said ""no"", then \\u0022+x",enforce,,,*,*,*,*,*
                """);

        assertThat(reading.flaws()).isEmpty();
        Table table = reading.table().orElseThrow();
        assertThat(table.drl()).isEqualTo(Matrix.sound("*,*,*,*,*,enforce,,").drl());
        assertThat(table.cells())
                .extracting(Cell::column)
                .doesNotContain("note")
                .hasSize(8);
    }

    @Test
    void blankLinesCountSoThatRowsKeepTheirNumbers() {
        assertThat(Matrix.sound("", ",,,,,,,", "*,*,*,*,*,enforce,,").drl())
                .contains("\"Row 4 of the authority matrix\"");
    }

    @Test
    void everyAlternativeOfEveryCellMakesOtherRules() {
        Table table = Matrix.sound(
                "policy,edr.isolate-host|firewall.block-ip,SERVER|CLOUD,*,*,ask,role:responder,2",
                "policy,*,UNKNOWN|WORKSTATION|MOBILE|DOMAIN_CONTROLLER|NETWORK_DEVICE|INDUSTRIAL,*,*,observe,,",
                "responder,*,*,*,*,ask,owner,1");

        for (Cell cell : table.cells()) {
            for (String text : table.alternatives(cell)) {
                assertThat(table.with(cell, text).drl())
                        .as("%s: %s instead of %s", cell.reference(), text, cell.text())
                        .isNotEqualTo(table.drl());
            }
        }
    }

    @Test
    void offersWiderNarrowerAndOtherValuesOfTheColumn() {
        Table table = Matrix.sound(
                "policy,edr.isolate-host|firewall.block-ip,*,*,*,ask,role:responder,2", "responder,*,*,*,*,enforce,,");

        assertThat(table.alternatives(cell(table, "A2"))).containsExactly("*", "policy|responder", "responder");
        assertThat(table.alternatives(cell(table, "B2"))).containsExactly("firewall.block-ip", "edr.isolate-host");
        assertThat(table.alternatives(cell(table, "D3"))).containsExactly("UNKNOWN", "CRITICAL");
        assertThat(table.alternatives(cell(table, "F3"))).containsExactly("observe", "ask");
        assertThat(table.alternatives(cell(table, "G3"))).isEmpty();
        assertThat(table.alternatives(cell(table, "H2"))).containsExactly("3", "1");
    }

    @Test
    void aRowThatBeginsToAskNamesWhomItAsks() {
        Table table = Matrix.sound("*,*,*,*,*,enforce,,");

        assertThat(table.with(cell(table, "F2"), "ask").drl())
                .contains("ApproverKind.ROLE, \"responder\", 1, false, ApprovalReason.AUTHORITY");
    }

    @Test
    void aChangedConditionLeavesAGapOrAnOverlapThatLintRefuses() {
        Table table = Matrix.sound(
                "policy,edr.isolate-host,SERVER|CLOUD,*,*,observe,,",
                "policy,edr.isolate-host,UNKNOWN|WORKSTATION|MOBILE|DOMAIN_CONTROLLER|NETWORK_DEVICE|INDUSTRIAL,*,*,enforce,,",
                "responder,edr.isolate-host,*,*,*,enforce,,",
                "*,firewall.block-ip,*,*,*,ask,role:lead,1");

        assertThat(table.flaws()).isEmpty();
        for (Cell cell : table.cells()) {
            boolean condition = cell.index() < 5;
            for (String text : table.alternatives(cell)) {
                assertThat(table.with(cell, text).flaws().isEmpty())
                        .as("%s: %s instead of %s", cell.reference(), text, cell.text())
                        .isEqualTo(!condition);
            }
        }
    }

    @Test
    void aChangedCellHoldsOnlyWhatItsColumnCan() {
        Table table = Matrix.sound("*,*,*,*,*,enforce,,");

        assertThatThrownBy(() -> table.with(cell(table, "C2"), "TOASTER"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("C2 deviceClass: 'TOASTER' is not one of UNKNOWN, WORKSTATION");
        assertThatThrownBy(() -> table.with(new Cell("mode", 5, 9, 1, ""), "ask"))
                .hasMessage("F9 is not of this table");
    }

    private static String rule(String row) {
        String rest = "*,*,*,*,*,enforce,,";
        TableReading reading = Matrix.of(row);
        // The row alone leaves gaps, which are not what is looked at here.
        assertThat(reading.flaws()).allMatch(flaw -> flaw.message().startsWith("no row answers this"));
        Table whole = Matrix.sound(rest);
        List<String> texts = List.of(row.split(",", -1));
        for (int i : new int[] {0, 1, 2, 3, 4, 5, 6, 7}) {
            whole = i < 6 || texts.get(5).equals("ask")
                    ? whole.with(whole.cells().get(i), texts.get(i))
                    : whole;
        }
        return whole.drl();
    }

    private static Cell cell(Table table, String reference) {
        return table.cells().stream()
                .filter(cell -> cell.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }
}
