package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonTest {

    /** It goes on for ever. */
    private static final String LOOP = """
            package rules.concepts.loop;
            import dev.tutti.fact.Alert;
            import dev.tutti.fact.Kind;
            import dev.tutti.fact.ScanningAddress;
            rule "A scanning address begets another"
                @policyId(CON-999) ruleflow-group "enrich"
            when
                ScanningAddress( $address : address )
            then
                insert( new ScanningAddress( $address + "0" ) );
            end
            rule "An address scans"
                @policyId(CON-999) ruleflow-group "enrich"
            when
                Alert( kind == Kind.SCAN, $address : sourceIp )
            then
                insert( new ScanningAddress( $address ) );
            end
            """;

    private static final Rulebook RULEBOOK = rulebook();

    @Test
    void anAlertOnWhichTheRulesFailTwiceIsSetAsideAndItsNeighboursAreDecided() {
        try (ConductorStage stage = new ConductorStage(RULEBOOK)) {
            Reception.Received answers = (Reception.Received) stage.receives(
                    alert(stage, "before", Kind.OTHER),
                    alert(stage, "poison", Kind.SCAN),
                    alert(stage, "after", Kind.OTHER));

            assertThat(answers.receipts())
                    .extracting(Reception.Receipt::decision)
                    .containsExactly("UNMATCHED", "SET_ASIDE", "UNMATCHED");
        }
    }

    @Test
    void thePoisonStaysSetAsideWhenItComesAgain() {
        try (ConductorStage stage = new ConductorStage(RULEBOOK)) {
            AlertReport poison = alert(stage, "poison", Kind.SCAN);
            stage.receives(poison);

            Reception.Received again = (Reception.Received) stage.receives(poison);

            assertThat(again.receipts().get(0).duplicate()).isTrue();
            assertThat(again.receipts().get(0).decision()).isEqualTo("SET_ASIDE");
        }
    }

    @Test
    void thePoisonIsNotGivenToTheRulesAgainAfterARestart() {
        try (ConductorStage stage = new ConductorStage(RULEBOOK)) {
            stage.receives(alert(stage, "poison", Kind.SCAN));

            stage.restart();

            assertThat(((Reception.Received) stage.receives(alert(stage, "next", Kind.OTHER))).receipts())
                    .hasSize(1);
        }
    }

    private static AlertReport alert(ConductorStage stage, String id, Kind kind) {
        return stage.report(id, "digest", kind, ObservableType.IP, ObservableRole.SOURCE, "198.51.100.66");
    }

    private static Rulebook rulebook() {
        Policy policy = new Policy(
                "CON-999",
                "A loop",
                "tester",
                Status.ACTIVE,
                Phase.ENRICH,
                "none",
                List.of(),
                List.of(),
                List.of(),
                "always",
                "none",
                LocalDate.EPOCH,
                "rules/concepts/loop",
                LOOP,
                List.of());
        RuleSet ruleSet = new RuleSet("loop", List.of(policy), List.of());
        return new Rulebook(ruleSet, ((Compilation.Compiled) RuleBase.compile(ruleSet)).ruleBase());
    }
}
