package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrlGateTest {

    private static final String FOLDER = "rules/" + Written.FREEZE;

    @Test
    void letsASoundPolicyPass() {
        assertThat(check(Written.DRL)).isEmpty();
    }

    @Test
    void letsWordsStandInTextsAndComments() {
        assertThat(check(Written.DRL
                        .replace("frozen: ", "global timer; from 'now' on; say eval // not a comment ")
                        .replace("// one per service", "/* from, import static */ // declare")))
                .isEmpty();
    }

    @Test
    void letsATimeWindowStand() {
        assertThat(check(Written.DRL.replace(
                        "exists ChangeFreeze( service == $service )", "exists ChangeFreeze() over window:time( 5m )")))
                .isEmpty();
    }

    @Test
    void letsAFieldBeCalledRule() {
        assertThat(check(Written.DRL.replace(
                        "exists ChangeFreeze( service == $service )",
                        "exists Alert( rule == \"ET SCAN\", title != rule, $which : rule )")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "salience",
                "no-loop",
                "lock-on-active",
                "global",
                "function",
                "eval",
                "from",
                "timer",
                "duration",
                "calendars",
                "dialect",
                "auto-focus",
                "agenda-group",
                "declare",
                "query",
                "import static",
                "enabled",
                "date-effective",
                "window"
            })
    void refusesAForbiddenWordWhereverItStands(String word) {
        String drl = Written.DRL.replace("    exists ChangeFreeze(", "    exists " + word + " ChangeFreeze(");

        assertThat(check(drl)).containsExactly("x.drl:11:12: '" + word + "' is not allowed in a policy");
    }

    @Test
    void refusesAWordThatHidesBehindAHyphen() {
        assertThat(check(Written.DRL.replace("service == $service", "service == a-eval(b)")))
                .containsExactly("x.drl:11:39: 'eval' is not allowed in a policy");
    }

    @Test
    void refusesEscapesEvenInATextOrAComment() {
        String message = "no backslash, not even in a text or a comment: it makes code of what looks like text";

        assertThat(check(Written.DRL.replace("// one", "// \\u000a one"))).containsExactly("x.drl:11:51: " + message);
        assertThat(check(Written.DRL.replace("frozen", "\\u0022"))).containsExactly("x.drl:13:73: " + message);
    }

    @Test
    void refusesWhatAReviewerCannotSee() {
        assertThat(check(Written.DRL.replace("frozen", "fro\u202ezen")))
                .containsExactly("x.drl:13:76: remove the invisible character U+202E");
        assertThat(check(Written.DRL.replace("frozen", "\u0007")))
                .containsExactly("x.drl:13:73: remove the invisible character U+0007");
        assertThat(check(Written.DRL.replace("frozen", "gele\u0301")))
                .containsExactly(
                        "x.drl:1:1: save the file in Unicode normal form NFC, so that what looks alike is alike");
    }

    @Test
    void refusesLettersInCodeThatLookLikeOthers() {
        assertThat(check(Written.DRL.replace("$request :", "$r\u0435quest :")))
                .containsExactly("x.drl:10:7: '\u0435' has no place in a rule");
    }

    @Test
    void refusesASecondKindOfText() {
        assertThat(check(Written.DRL.replace("service == $service", "service == 'x'")))
                .containsExactly("x.drl:11:37: ''' has no place in a rule", "x.drl:11:39: ''' has no place in a rule");
    }

    @Test
    void refusesATextOrACommentThatDoesNotEnd() {
        assertThat(check(Written.DRL.replace("\"frozen: \"", "\"frozen")))
                .containsExactly("x.drl:13:72: this text does not end on its line");
        assertThat(check(Written.DRL + "/* open")).contains("x.drl:15:1: this comment does not end");
    }

    @Test
    void demandsThePackageOfTheFolder() {
        assertThat(check(Written.DRL.replace("package rules.timing.", "package rules.time.")))
                .containsExactly("x.drl:1:1: begin with: package rules.timing.hold_isolation_during_freeze;");
    }

    @Test
    void allowsOnlyImportsOfSingleFacts() {
        String message = "before the first rule stand only imports of single facts: import dev.tutti.fact.Alert;";

        assertThat(check(Written.DRL.replace("fact.HoldReason", "fact.*"))).containsExactly("x.drl:5:1: " + message);
        assertThat(check(Written.DRL.replace("import dev.tutti.fact.HoldReason", "import java.lang.Runtime")))
                .containsExactly("x.drl:5:1: " + message);
        assertThat(check(Written.DRL.replace("fact.HoldReason", "fact.Holdreason")))
                .containsExactly("x.drl:5:1: there is no fact Holdreason");
        assertThat(check(Written.DRL.replace("HoldReason;", "HoldReason")))
                .containsExactly("x.drl:5:1: end this line with a semicolon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold isolation", "Hold", "Hold \u00e9t\u00e9", "Hold + isolation", ""})
    void demandsASentenceForAName(String name) {
        assertThat(check(Written.DRL.replace("Hold isolation during a change freeze", name)))
                .containsExactly(
                        "x.drl:7:7: a rule's name is a sentence of letters, digits and , ' _ . : - that begins with a capital");
    }

    @Test
    void refusesANameOfMoreThan120Characters() {
        assertThat(check(Written.DRL.replace("Hold isolation", "Hold " + "x".repeat(120))))
                .hasSize(1);
    }

    @Test
    void demandsThePolicyIdWithoutQuotesOnEachRule() {
        String message = "x.drl:7:1: each rule carries @policyId(TIM-003) once, without quotes";

        assertThat(check(Written.DRL.replace("@policyId(TIM-003)", "@policyId(\"TIM-003\")")))
                .containsExactly(message);
        assertThat(check(Written.DRL.replace("@policyId(TIM-003)", "@policyId(TIM-004)")))
                .containsExactly(message);
        assertThat(check(Written.DRL.replace("@policyId(TIM-003)", ""))).containsExactly(message);
    }

    @Test
    void demandsTheGroupOfThePhaseAndNothingElseInAHeader() {
        assertThat(check(Written.DRL.replace("\"time\"", "\"moderate\"")))
                .containsExactly("x.drl:7:1: rules in timing/ say ruleflow-group \"time\"");
        assertThat(check(Written.DRL.replace("\"time\"", "\"time\" refract")))
                .containsExactly(
                        "x.drl:7:1: between a rule's name and 'when' stand only @policyId and ruleflow-group, not: refract");
        assertThat(check(Written.DRL.replace("@policyId(TIM-003)", "@policyId(TIM-003) @Propagation(IMMEDIATE)")))
                .containsExactly("x.drl:8:24: @Propagation is not allowed");
        assertThat(check(Written.DRL.replace("exists ChangeFreeze(", "exists ChangeFreeze @watch(x) (")))
                .containsExactly("x.drl:11:25: annotations stand before 'when'");
    }

    @Test
    void demandsOneToFiveRulesAndNothingBetweenThem() {
        String head = Written.DRL.substring(0, Written.DRL.indexOf("rule \""));
        String small = "rule \"A b\" @policyId(TIM-003) ruleflow-group \"time\" when A() then x(); end\n";

        assertThat(check(head)).containsExactly("x.drl:1:1: a policy has 1 to 5 rules; this one has 0");
        assertThat(check(head + small.repeat(5))).isEmpty();
        assertThat(check(head + small.repeat(6)))
                .containsExactly("x.drl:1:1: a policy has 1 to 5 rules; this one has 6");
        assertThat(check(head + small + "class X {}\n" + small))
                .containsExactly(
                        "x.drl:8:1: outside of a rule nothing may stand here; is an 'end' or a 'rule' missing?");
    }

    @Test
    void saysWhereAnEndIsMissing() {
        String head = Written.DRL.substring(0, Written.DRL.lastIndexOf("end"));

        assertThat(check(head))
                .containsExactly("x.drl:7:1: a rule reads: rule \"Sentence\" @policyId(TIM-003) ruleflow-group \"time\""
                        + " when ... then ... end");
    }

    @Test
    void boundsLinesAndNesting() {
        assertThat(check(Written.DRL + "// more\n".repeat(47)))
                .containsExactly("x.drl:61:1: a policy has at most 60 lines; make two policies of it");
        assertThat(check(Written.DRL.replace("$service )", "(".repeat(31) + "$service" + ")".repeat(31) + ")")))
                .isNotEmpty()
                .allMatch(f -> f.contains("brackets are nested deeper than 30"));
    }

    private static List<String> check(String drl) {
        SourceFile file = new SourceFile("x.drl", FOLDER + "/policy.drl", drl);
        List<Finding> findings = new ArrayList<>(file.invisible());
        findings.addAll(DrlGate.check(file, FOLDER, "TIM-003", Phase.TIME));
        return findings.stream().map(Finding::toString).toList();
    }
}
