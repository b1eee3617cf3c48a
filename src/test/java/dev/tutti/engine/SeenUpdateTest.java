package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ScanningAddress;
import dev.tutti.policy.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Fact 9: what {@code KieContainer.updateToVersion} of Drools 10.2.0 does to a session that is open, and the reason why a
 * {@link RuleBase} is never changed in place. A test that fails here after an upgrade says that blue and green sessions may
 * be thought through again.
 */
class SeenUpdateTest {

    private static final String PLAIN = "Alert( $id : id )";
    private static final String TEMPORAL = "$alert : Alert( $id : id )\n    not Alert( this before[1ms,5m] $alert )";
    private static final String COUNTING = "accumulate( Alert( $id : id ); $n : count( $id ); $n >= 1 )";
    private static final String GROUPING =
            "groupby( Alert( sourceIp != \"\", $ip : sourceIp ); $address : $ip; $n : count(); $n >= 1 )";

    /** Which rules those are is how they are compared: a temporal operator and an accumulation never equal themselves. */
    @Test
    void unchangedRulesThatLookAtTimeOrCountFireAgainBesideAChangedOne() {
        assertThat(firedByAnUpdate(oneFile("first"), oneFile("second")))
                .containsExactlyInAnyOrder("Changed", "Temporal", "Counting", "Grouping");
    }

    /** Worse than first measured, which was that only rules in the same file fire again. */
    @Test
    void theyDoSoInFilesAndPackagesOfTheirOwnToo() {
        assertThat(firedByAnUpdate(filesOfTheirOwn("first"), filesOfTheirOwn("second")))
                .containsExactlyInAnyOrder("Rule of CON-920", "Rule of CON-922", "Rule of CON-923", "Rule of CON-924");
    }

    @Test
    void theyDoSoWhenNothingHasChangedAtAll() {
        assertThat(firedByAnUpdate(oneFile("same"), oneFile("same")))
                .containsExactlyInAnyOrder("Temporal", "Counting", "Grouping");
    }

    /** So a session over such a base goes on with the old rules, and nothing says so. */
    @Test
    void aSessionOverABaseOfItsOwnIsNeverUpdated() {
        try (RuleModule module = new RuleModule(oneFile("first"));
                Bare session = Bare.over(module.newBase())) {
            List<String> fired = session.fired();

            module.updateTo(oneFile("second"));
            session.insert(Alerts.scan("a1", "198.51.100.7", Stage.START.toEpochMilli()));
            session.run(Phase.ENRICH);

            assertThat(fired).contains("Changed");
            assertThat(session.facts(ScanningAddress.class))
                    .contains(new ScanningAddress("first"))
                    .doesNotContain(new ScanningAddress("second"));
        }
    }

    /** The rules that fire because of the update alone: every one has fired for the one alert before it. */
    private static List<String> firedByAnUpdate(Rules before, Rules after) {
        try (RuleModule module = new RuleModule(before);
                Bare session = Bare.over(module.base())) {
            List<String> fired = session.fired();
            session.insert(Alerts.scan("a1", "198.51.100.7", Stage.START.toEpochMilli()));
            session.run(Phase.ENRICH);
            assertThat(fired).hasSize(5);
            fired.clear();

            module.updateTo(after);
            session.run(Phase.ENRICH);

            return List.copyOf(fired);
        }
    }

    private static Rules oneFile(String conclusion) {
        return Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-920",
                        "package rules.concepts.con_920;\nimport dev.tutti.fact.Alert;\nimport dev.tutti.fact.ScanningAddress;\n"
                                + rule("Changed", PLAIN, conclusion)
                                + rule("Plain", PLAIN, "plain")
                                + rule("Temporal", TEMPORAL, "temporal")
                                + rule("Counting", COUNTING, "counting")
                                + rule("Grouping", GROUPING, "grouping"));
    }

    private static Rules filesOfTheirOwn(String conclusion) {
        return Rules.rules()
                .with(Phase.ENRICH, "CON-920", PLAIN, concluding(conclusion))
                .with(Phase.ENRICH, "CON-921", PLAIN, concluding("plain"))
                .with(Phase.ENRICH, "CON-922", TEMPORAL, concluding("temporal"))
                .with(Phase.ENRICH, "CON-923", COUNTING, concluding("counting"))
                .with(Phase.ENRICH, "CON-924", GROUPING, concluding("grouping"));
    }

    private static String rule(String name, String left, String conclusion) {
        return "rule \"" + name + "\" ruleflow-group \"enrich\"\nwhen\n    " + left + "\nthen\n    "
                + concluding(conclusion) + "\nend\n";
    }

    private static String concluding(String address) {
        return "insertLogical( new ScanningAddress( \"" + address + "\" ) );";
    }
}
