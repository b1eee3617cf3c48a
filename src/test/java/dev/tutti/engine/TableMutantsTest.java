package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.table.Frame;
import dev.tutti.policy.table.Table;
import dev.tutti.policy.table.TableKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableMutantsTest {

    private static final String ID = "COO-910";
    private static final String CSV = """
            proposer,capability,deviceClass,criticality,dataClass,mode,approver,quorum
            policy,edr.isolate-host,*,*,*,ask,role:lead,2
            responder,edr.isolate-host,*,*,*,enforce,,
            """;
    private static final Table TABLE = Table.read(
                    TableKind.AUTHORITY,
                    List.of("edr.isolate-host"),
                    new Frame("rules.coordination.coo_910", ID, "coordinate", "coo 910"),
                    CSV)
            .table()
            .orElseThrow();
    private static final RuleSet RULES = rules();

    @Test
    void changesOneCellAndSaysWhere() {
        Mutant mutant = mutant("policy, edr.isolate-host, *, *, *: quorum: 2 becomes 3");

        assertThat(mutant.file()).endsWith("/table.csv");
        assertThat(mutant.line()).isEqualTo(2);
        assertThat(CSV.lines().toList().get(1).substring(mutant.column() - 1)).isEqualTo("2");
        assertThat(mutant.drl()).contains("\"lead\", 3, false").doesNotContain("\"lead\", 2, false");
    }

    @Test
    void knowsWhatLintWouldRefuse() {
        assertThat(mutant("policy, edr.isolate-host, *, *, *: criticality: * becomes CRITICAL")
                        .refused())
                .contains("no row answers this");
        assertThat(mutant("responder, edr.isolate-host, *, *, *: mode: enforce becomes observe")
                        .refused())
                .isEmpty();
    }

    @Test
    void doesNotChangeTheRulesThatAreMadeOfTheTable() {
        assertThat(Mutants.in(RULES).of(RULES.policy(ID).orElseThrow()))
                .isNotEmpty()
                .allMatch(mutant -> mutant.file().endsWith("/table.csv"));
    }

    private static Mutant mutant(String name) {
        return Mutants.in(RULES).of(RULES.policy(ID).orElseThrow()).stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RuleSet rules() {
        RuleSet written = Rules.rules().with(Phase.COORDINATE, ID, TABLE.drl()).set();
        Policy policy = written.policy(ID).orElseThrow();
        return new RuleSet(written.version(), List.of(policy), written.capabilities(), Map.of(ID, TABLE));
    }
}
