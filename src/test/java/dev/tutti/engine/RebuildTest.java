package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Tallies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

class RebuildTest {

    private static final Rules RULES = Rules.rules().isolatingMalware();

    @Test
    void aRebuildThatFailsLeavesNothingInMemory() {
        RuleBase ruleBase = RULES.compile();
        KieSession probe = ruleBase.newSession();
        KieBase base = probe.getKieBase();
        int before = base.getKieSessions().size();

        assertThatThrownBy(() -> Rebuild.of(
                        ruleBase,
                        new Docket(Stage.terms(RULES), new BudgetLedger()),
                        new Tallies(ruleBase.tallies()),
                        7,
                        Stage.START.toEpochMilli(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        () -> {
                            throw new IllegalStateException("the database is gone");
                        },
                        done -> {}))
                .hasMessage("the database is gone");

        assertThat(base.getKieSessions()).hasSize(before);
        probe.dispose();
        assertThat(base.getKieSessions()).hasSize(before - 1);
    }
}
