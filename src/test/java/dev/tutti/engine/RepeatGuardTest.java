package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.fact.AlertReport;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatGuardTest {

    private static final long AT = 1_000_000_000L;
    private static final List<String> EVENTS = List.of("alert-1", "alert-2");

    private static final Rules BLOCKING = Rules.rules()
            .with(
                    Phase.ENRICH,
                    "CON-960",
                    "groupby( Alert( kind == Kind.SCAN, sourceIp != \"\", $ip : sourceIp ) over window:time( 5m );"
                            + " $address : $ip; $scans : count(); $scans >= 3 )",
                    "insertLogical( new ScanningAddress( $address ) );")
            .with(
                    Phase.RESPOND,
                    "RES-960",
                    "ScanningAddress( $address : address )\n    Alert( kind == Kind.SCAN, sourceIp == $address, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", $address ) );");

    private final RepeatGuard guard = new RepeatGuard();

    @Test
    void aRuleMayFireOnceOnTheSameEventsInTheSameOrder() {
        assertThat(guard.seen("rule", EVENTS, AT)).isFalse();

        assertThat(guard.seen("rule", EVENTS, AT + 1)).isTrue();
        assertThat(guard.seen("another", EVENTS, AT + 1)).isFalse();
        assertThat(guard.seen("rule", List.of("alert-2", "alert-1"), AT + 1)).isFalse();
    }

    @Test
    void whatStandsOnLastingFactsOnlyIsNoRepetition() {
        assertThat(guard.seen("rule", List.of(), AT)).isFalse();
        assertThat(guard.seen("rule", List.of(), AT)).isFalse();
    }

    @Test
    void itIsRememberedAsLongAsAnEventThatWasAheadOfItsArrivalLives() {
        guard.seen("rule", EVENTS, AT);

        guard.forgetBefore(AT + EventLife.MILLIS + AlertReport.EARLY_MILLIS);
        assertThat(guard.seen("rule", EVENTS, AT)).isTrue();

        guard.forgetBefore(AT + EventLife.MILLIS + AlertReport.EARLY_MILLIS + 1);
        assertThat(guard.seen("rule", EVENTS, AT)).isFalse();
    }

    @Test
    void aConceptThatComesBackProposesNothingForTheAlertsOfItsFirstTime() {
        try (Stage stage = new Stage(BLOCKING)) {
            scans(stage);
            stage.waits(Duration.ofMinutes(6)).ticks();

            List<DecisionRecord> decisions = scans(stage);

            assertThat(decisions.get(2).items()).hasSize(1);
            assertThat(stage.heard.stream()
                            .map(Conclusion::firings)
                            .flatMap(List::stream)
                            .filter(firing -> firing.policyId().equals("RES-960")))
                    .as("one for each alert")
                    .hasSize(6);
        }
    }

    private static List<DecisionRecord> scans(Stage stage) {
        return List.of(stage.scanFrom("198.51.100.7"), stage.scanFrom("198.51.100.7"), stage.scanFrom("198.51.100.7"));
    }
}
