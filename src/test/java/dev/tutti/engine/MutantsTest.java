package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsTest {

    @Test
    void changesEachOperatorLiteralConditionAndPatternOnce() {
        List<String> changes = changes(
                Phase.MODERATE,
                """
                        $r : ActionRequested( capability == "edr.isolate-host", $s : service )
                            not Service( name == $s, criticality in ( Criticality.HIGH, Criticality.CRITICAL ) )""",
                "insertLogical( new BudgetApplies( $r, \"b\", 2, 60, $s, 1, BudgetReason.BLAST_RADIUS, \"two \" + $s ) );");

        assertThat(changes)
                .containsExactly(
                        "$r : ActionRequested( capability == \"edr.isolate-host\", $s : service ) is left out",
                        "ActionRequested: capability == \"edr.isolate-host\" is left out",
                        "ActionRequested: capability == \"edr.isolate-host\" becomes capability != \"edr.isolate-host\"",
                        "ActionRequested: capability == \"edr.isolate-host\" becomes capability == \"chat.post\"",
                        "not Service( name == $s, criticality in ( Criticality.HIGH, Criticality.CRITICAL ) ) is left out",
                        "not Service( name == $s, criticality in ( Criticality.HIGH, Criticality.CRITICAL ) ) becomes exists",
                        "Service: name == $s is left out",
                        "Service: name == $s becomes name != $s",
                        "Service: " + IN + " is left out",
                        "Service: " + IN + " becomes criticality not in ( Criticality.HIGH, Criticality.CRITICAL )",
                        "Service: " + IN + " becomes criticality in ( Criticality.NORMAL, Criticality.CRITICAL )",
                        "Service: " + IN + " becomes criticality in ( Criticality.HIGH, Criticality.NORMAL )",
                        "Service: " + IN + " becomes criticality in ( Criticality.CRITICAL )",
                        "Service: " + IN + " becomes criticality in ( Criticality.HIGH )",
                        "BudgetApplies budget: \"b\" becomes \"b-x\"",
                        "BudgetApplies limit: 2 becomes 1",
                        "BudgetApplies limit: 2 becomes 3",
                        "BudgetApplies windowMinutes: 60 becomes 59",
                        "BudgetApplies windowMinutes: 60 becomes 61",
                        "BudgetApplies quorum: 1 becomes 0",
                        "BudgetApplies quorum: 1 becomes 2");
    }

    private static final String IN = "criticality in ( Criticality.HIGH, Criticality.CRITICAL )";

    @Test
    void changesWindowsAndWhatAccumulationsComeTo() {
        List<String> changes = changes(Phase.ENRICH, """
                        accumulate( Alert( kind == Kind.SCAN, $n : score ) over window:time( 5m );
                                        $most : max( $n );
                                        $most > 80 )""", "insertLogical( new ScanningAddress( \"a\" ) );");

        assertThat(changes)
                .contains(
                        "Alert: kind == Kind.SCAN is left out",
                        "Alert: over window:time( 5m ) is left out",
                        "Alert: window of 5m becomes 4m",
                        "Alert: window of 5m becomes 6m",
                        "the result: $most > 80 is left out",
                        "the result: $most > 80 becomes $most >= 80",
                        "the result: $most > 80 becomes $most <= 80",
                        "the result: $most > 80 becomes $most > 79",
                        "the result: $most > 80 becomes $most > 81")
                .anyMatch(change -> change.startsWith("max becomes min in accumulate("));
    }

    @Test
    void changesWordsBetweenPatternsAndTemporalBounds() {
        List<String> changes = changes(Phase.ENRICH, """
                        $a : Alert( kind == Kind.SCAN, $ip : sourceIp )
                            ( Alert( sourceIp == $ip, this after[0s,10m] $a ) or Address( value == $ip ) )""", "insertLogical( new ScanningAddress( $ip ) );");

        assertThat(changes)
                .contains(
                        "Alert: this after[0s,10m] $a becomes this before[0s,10m] $a",
                        "Alert: this after[0s,10m] $a becomes this after[1s,10m] $a",
                        "Alert: this after[0s,10m] $a becomes this after[0s,9m] $a",
                        "Alert: this after[0s,10m] $a becomes this after[0s,11m] $a",
                        "or becomes and before Address( value == $ip )",
                        "Address( value == $ip ) is left out");
    }

    @Test
    void keepsABindingWhenItLeavesOutWhatTheBindingIsComparedWith() {
        Policy policy =
                policy(Phase.ENRICH, "Alert( $ip : sourceIp != \"\" )", "insertLogical( new ScanningAddress( $ip ) );");

        Mutant mutant = only(policy, "Alert: $ip : sourceIp != \"\" only binds");

        assertThat(mutant.drl()).contains("Alert( $ip : sourceIp )");
    }

    @Test
    void pointsAtThePlaceOfTheChangeAndChangesNothingElse() {
        Policy policy = policy(
                Phase.ENRICH,
                "// three ( of them\n    Alert( kind == Kind.SCAN, severity == Severity.HIGH, $ip : sourceIp )",
                "insertLogical( new ScanningAddress( $ip ) );");

        Mutant mutant = only(policy, "Alert: severity == Severity.HIGH is left out");

        assertThat(mutant.file()).isEqualTo(policy.folder() + "/policy.drl");
        String line = policy.drl().lines().toList().get(mutant.line() - 1);
        assertThat(line.substring(mutant.column() - 1)).startsWith("severity == Severity.HIGH");
        assertThat(mutant.drl()).isEqualTo(policy.drl().replace("severity == Severity.HIGH, ", ""));
    }

    @Test
    void namesTheSameChangeInTwoPlacesApart() {
        List<String> changes = changes(
                Phase.RESPOND,
                "Alert( kind == Kind.SCAN, $id : id )\n    not Alert( kind == Kind.SCAN, id == $id )",
                "insert( new Proposal( $id, \"chat.post\", \"#soc\" ) );");

        assertThat(changes)
                .doesNotHaveDuplicates()
                .contains("Alert: kind == Kind.SCAN is left out", "Alert: kind == Kind.SCAN is left out (2)");
    }

    @Test
    void leavesAloneWhatOnlyPeopleRead() {
        List<String> changes = changes(
                Phase.RESPOND,
                "Alert( $id : id, $host : host )",
                "insert( new Proposal( $id, \"edr.isolate-host\", $host, \"why\", \"malware on \" + $host ) );");

        assertThat(changes)
                .noneMatch(change -> change.startsWith("Proposal alertId"))
                .contains(
                        "Proposal capability: \"edr.isolate-host\" becomes \"chat.post\"",
                        "Proposal target: $host becomes $id",
                        "Proposal name: \"why\" becomes \"why-x\"",
                        "Proposal value: \"malware on \" becomes \"malware on -x\"");
    }

    @Test
    void makesNoMutantThatSaysTheSameAsThePolicyOrAsAnother() {
        Policy policy = policy(
                Phase.ENRICH,
                "Alert( kind == Kind.SCAN, $ip : sourceIp )",
                "insertLogical( new ScanningAddress( $ip ) );");
        MutantSource spaced = given ->
                List.of(mutant("spaces", given.drl().replace("( ", "(  ")), mutant("a", "x"), mutant("b", " x //y"));

        assertThat(new Mutants(List.of(spaced)).of(policy))
                .extracting(Mutant::change)
                .containsExactly("a");
    }

    private static Mutant mutant(String change, String drl) {
        return new Mutant("CON-901", "A rule", "policy.drl", 1, 1, change, drl);
    }

    private static Mutant only(Policy policy, String change) {
        return Mutants.in(Rules.rules().set()).of(policy).stream()
                .filter(mutant -> mutant.change().equals(change))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> changes(Phase phase, String left, String right) {
        return Mutants.in(Rules.rules().set()).of(policy(phase, left, right)).stream()
                .map(Mutant::change)
                .toList();
    }

    private static Policy policy(Phase phase, String left, String right) {
        return Rules.rules()
                .with(phase, "CON-901", left, right)
                .set()
                .policies()
                .get(0);
    }
}
