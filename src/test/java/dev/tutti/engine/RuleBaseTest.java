package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.fact.Alert;
import dev.tutti.policy.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;

/** Leaving policies out of what is compiled already. */
class RuleBaseTest {

    private static final RequestDesk NOBODY = proposal -> List.of();
    private static final long START = Stage.START.toEpochMilli();

    @Test
    void leavesOutThePoliciesThatAreNamedAndNoOther() {
        RuleBase whole = Rules.rules()
                .isolatingMalware()
                .permittingEverything()
                .holdingDuringFreezes()
                .compile();

        try (RuleBase rest = whole.without(Set.of("TIM-900", "MOD-900", "NOT-HERE"), "rest")) {
            assertThat(rest.policyIds()).containsExactly("RES-900");
            assertThat(rest.version()).isEqualTo("rest");
            assertThat(rest.rules()).isEqualTo(1);
        }
        assertThat(whole.policyIds()).containsExactly("MOD-900", "RES-900", "TIM-900");
    }

    @Test
    void whatIsLeftConcludesWhatItWouldHaveConcludedAlone() {
        Rules alone = Rules.rules().isolatingMalware().holdingDuringFreezes();
        Rules all = Rules.rules()
                .isolatingMalware()
                .permittingEverything()
                .with(
                        Phase.RESPOND,
                        "RES-913",
                        "Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
                .holdingDuringFreezes();
        List<Conclusion> expected = new ArrayList<>();
        try (Stage stage = new Stage(alone)) {
            stage.malwareOn("pc-1");
            stage.freeze("intranet", java.time.Duration.ofHours(1)).malwareOn("pc-2");
            expected.addAll(stage.heard);
        }

        List<Conclusion> actual = new ArrayList<>();
        try (RuleBase whole = all.compile();
                RuleBase rest = whole.without(Set.of("MOD-900", "RES-913"), whole.version());
                Partition partition = new Partition(rest, new Docket(Stage.terms(alone), new BudgetLedger()))) {
            expected.forEach(conclusion -> actual.add(partition.apply(conclusion.input(), conclusion.at())));
        }

        assertThat(actual).isEqualTo(expected);
        assertThat(expected).anyMatch(conclusion -> conclusion.firings().size() == 2);
    }

    @Test
    void bothGoOnBesideEachOther() {
        RuleBase whole = Rules.rules().isolatingMalware().permittingEverything().compile();
        try (RuleBase rest = whole.without(Set.of("RES-900"), "rest");
                Session complete = new Session(whole, "whole");
                Session reduced = new Session(rest, "rest")) {
            Alert alert = Alerts.malware("a1", "pc-1", START);

            assertThat(complete.step(1, START, List.of(), List.of(alert), NOBODY)
                            .firings())
                    .hasSize(1);
            assertThat(reduced.step(1, START, List.of(), List.of(alert), NOBODY).firings())
                    .isEmpty();
        }
    }

    @Test
    void anAbsenceIsStillWaitedFor() {
        Rules absence = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.ENRICH,
                        "CON-905",
                        "$alert : Alert( kind == Kind.SCAN, $id : id )\n"
                                + "    not( Alert( kind == Kind.OTHER, this after[0s,1m] $alert ) )",
                        "insertLogical( new ScanningAddress( $id ) );");
        try (RuleBase rest = absence.compile().without(Set.of("RES-900"), "rest");
                Session session = new Session(rest, "rest")) {
            List<Alert> scan = List.of(Alerts.scan("a1", "198.51.100.7", START));

            assertThat(session.step(1, START, List.of(), scan, NOBODY).firings())
                    .isEmpty();
            assertThat(session.step(2, START + 61_000, List.of(), List.of(), NOBODY)
                            .firings())
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsLeftWhenAllAreLeftOut() {
        RuleBase whole = Rules.rules().isolatingMalware().compile();

        try (RuleBase none = whole.without(Set.of("RES-900"), "rest");
                Session session = new Session(none, "none")) {
            assertThat(session.step(1, START, List.of(), List.of(Alerts.malware("a1", "pc-1", START)), NOBODY)
                            .firings())
                    .isEmpty();
        }
    }

    @Test
    void theClassesAreFreedWithTheLastBaseThatIsClosed() {
        RuleBase whole = Rules.rules().isolatingMalware().permittingEverything().compileAnew();
        RuleBase rest = whole.without(Set.of("MOD-900"), "rest");
        ReleaseId release = whole.release();

        whole.close();
        whole.close();
        assertThat(KieServices.get().getRepository().getKieModule(release)).isNotNull();
        try (Session session = new Session(rest, "rest")) {
            assertThat(session.step(1, START, List.of(), List.of(Alerts.malware("a1", "pc-1", START)), NOBODY)
                            .firings())
                    .hasSize(1);
        }
        rest.close();

        assertThat(KieServices.get().getRepository().getKieModule(release)).isNull();
        assertThatThrownBy(() -> whole.without(Set.of(), "rest")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fewerAndFewerMayBeLeft() {
        RuleBase whole = Rules.rules()
                .isolatingMalware()
                .permittingEverything()
                .holdingDuringFreezes()
                .compile();

        try (RuleBase first = whole.without(Set.of("TIM-900"), "rest");
                RuleBase second = first.without(Set.of("MOD-900"), "rest")) {
            assertThat(second.policyIds()).containsExactly("RES-900");
        }
    }
}
