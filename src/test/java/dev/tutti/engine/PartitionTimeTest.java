package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Transition;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time alone does to a partition, and that nothing else does it. */
class PartitionTimeTest {

    private static final Observable HOST = new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-1");
    private static final Rules FREEZABLE =
            Rules.rules().isolatingMalware().permittingEverything().holdingDuringFreezes();
    private static final Rules PERMITTED = Rules.rules().isolatingMalware().permittingEverything();

    @Test
    void aHoldOutlivesTheAlertThatCausedTheAction() {
        try (Stage stage = new Stage(FREEZABLE)) {
            stage.freeze("intranet", Duration.ofHours(3)).malwareOn("pc-1");
            long withAlert = stage.partition.liveFacts();

            // Long after every event has expired something else happens, and then the freeze ends.
            stage.waits(Duration.ofHours(2)).ticks().scanFrom("198.51.100.7");
            assertThat(stage.partition.liveFacts()).isEqualTo(withAlert);
            assertThat(stage.ordersOn("pc-1")).isEmpty();
            assertThat(stage.states()).containsExactly("pc-1 HELD");
            stage.waits(Duration.ofHours(1)).ticks().scanFrom("198.51.100.7");

            assertThat(stage.ordersOn("pc-1")).containsExactly(Operation.DO);
        }
    }

    @Test
    void ofTwoOverlappingFreezesTheLaterEnds() {
        try (Stage stage = new Stage(FREEZABLE)) {
            stage.freeze("short", "intranet", Duration.ofHours(1)).freeze("long", "intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            assertThat(stage.waits(Duration.ofHours(1)).ticks().states()).containsExactly("pc-1 HELD");
            assertThat(stage.waits(Duration.ofHours(1)).ticks().states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aFreezeThatIsCalledOffReleasesAtOnce() {
        try (Stage stage = new Stage(FREEZABLE)) {
            stage.freeze("intranet", Duration.ofHours(3)).malwareOn("pc-1");

            stage.says(new Input.ContextEnded("Planned:freeze-intranet", "tester"));

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-900, -900, false, just not too late",
        "-901, 0, true, later than 15 minutes",
        "60, 60, false, a clock that is a little fast",
        "61, 0, true, further in the future than 60 seconds"
    })
    void anImplausibleTimeIsCorrectedToThatOfArrival(long observed, long effective, boolean corrected, String why) {
        Rules rules = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-902",
                        "Alert( $id : id, $host : host, $at : effectiveAt, $corrected : timeCorrected )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
        try (Stage stage = new Stage(rules)) {
            stage.alertSeenAt(stage.now().plusSeconds(observed), Kind.MALWARE, HOST);

            assertThat(stage.heard.get(stage.heard.size() - 1).firings().get(0).bindings())
                    .as(why)
                    .containsEntry(
                            "$at",
                            String.valueOf(stage.now().plusSeconds(effective).toEpochMilli()))
                    .containsEntry("$corrected", String.valueOf(corrected));
        }
    }

    @Test
    void aWaitingActionExpiresWhenItIsOfNoMoreUse() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware())) {
            stage.malwareOn("pc-1");

            assertThat(stage.waits(Duration.ofMillis(24 * 3_600_000L - 1))
                            .ticks()
                            .states())
                    .containsExactly("pc-1 AWAITING_APPROVAL");
            assertThat(stage.waits(Duration.ofMillis(1)).ticks().states()).containsExactly("pc-1 EXPIRED");
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.ASKED);
        }
    }

    @Test
    void aLeaseThatRunsOutIsUndoneAndThenNothingStandsInTheWay() {
        try (Stage stage = new Stage(
                Rules.rules().isolatingMalware().permittingEverything().holdingWhileAnotherIsInForce())) {
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            String first = stage.actionOn("pc-1").id();

            stage.waits(Duration.ofHours(4)).ticks();
            assertThat(stage.ordersOn("pc-1")).containsExactly(Operation.DO, Operation.UNDO);
            assertThat(stage.states()).containsExactly("pc-1 UNDOING", "pc-2 HELD");
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.SUPPRESSED);
            stage.reports("pc-1", Operation.UNDO, Outcome.SUCCEEDED);

            assertThat(stage.states()).containsExactly("pc-1 UNDONE", "pc-2 DISPATCHED");
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.HELD);
            assertThat(stage.actionOn("pc-1").id()).isNotEqualTo(first);
        }
    }

    @Test
    void whatCannotBeUndoneStandsForOthersOnlyUntilItsLeaseEnds() {
        Rules telling = Rules.rules()
                .permittingEverything()
                .with(
                        Phase.RESPOND,
                        "RES-903",
                        "Alert( kind == Kind.MALWARE, $id : id )",
                        "insert( new Proposal( $id, \"chat.post\", \"#soc\" ) );");
        try (Stage stage = new Stage(telling)) {
            stage.malwareOn("pc-1");
            stage.reports("#soc", Operation.DO, Outcome.SUCCEEDED);

            assertThat(stage.waits(Duration.ofMinutes(14)).malwareOn("pc-1").headline())
                    .isEqualTo(Headline.SUPPRESSED);
            assertThat(stage.waits(Duration.ofMinutes(1)).malwareOn("pc-1").headline())
                    .isEqualTo(Headline.ACTED);
            assertThat(stage.ordersOn("#soc")).containsExactly(Operation.DO, Operation.DO);
        }
    }

    @Test
    void anUncertainActionWaitsForAPersonWhoFoundOut() {
        try (Stage stage = new Stage(PERMITTED)) {
            stage.malwareOn("pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.UNCERTAIN);
            assertThat(stage.waits(Duration.ofDays(2)).ticks().states()).containsExactly("pc-1 UNCERTAIN");

            stage.says(new Input.SettlementGiven(stage.actionOn("pc-1").id(), "rita", true, "I looked"));

            assertThat(stage.states()).containsExactly("pc-1 SUCCEEDED");
            assertThat(stage.waits(Duration.ofHours(4)).ticks().states()).containsExactly("pc-1 UNDOING");
            assertThat(stage.ordersOn("pc-1")).containsExactly(Operation.DO, Operation.UNDO);
        }
    }

    @Test
    void anUncertainActionThatTookNoEffectFailed() {
        try (Stage stage = new Stage(PERMITTED)) {
            stage.malwareOn("pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.UNCERTAIN);

            stage.says(new Input.SettlementGiven(stage.actionOn("pc-1").id(), "rita", false, "I looked"));

            assertThat(stage.states()).containsExactly("pc-1 FAILED");
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.ACTED);
        }
    }

    @Test
    void aPersonUndoesBeforeTheLeaseEndsAndAFailedUndoIsAskedForAgain() {
        try (Stage stage = new Stage(PERMITTED)) {
            stage.malwareOn("pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            Input undo = new Input.UndoAsked(stage.actionOn("pc-1").id(), "rita", "a false alarm");

            stage.says(undo);
            stage.reports("pc-1", Operation.UNDO, Outcome.UNCERTAIN);
            assertThat(stage.states()).containsExactly("pc-1 UNDO_FAILED");
            assertThat(stage.says(undo).answer()).isInstanceOf(Answer.Granted.class);
            stage.reports("pc-1", Operation.UNDO, Outcome.SUCCEEDED);

            assertThat(stage.states()).containsExactly("pc-1 UNDONE");
            assertThat(stage.ordersOn("pc-1")).containsExactly(Operation.DO, Operation.UNDO, Operation.UNDO);
        }
    }

    @Test
    void anAbsenceRuleFiresByATickThatItsOwnBoundMakesDue() {
        Rules rules = Rules.rules()
                .permittingEverything()
                .with(
                        Phase.RESPOND,
                        "RES-904",
                        "$alert : Alert( kind == Kind.MALWARE, $id : id, $host : host )\n"
                                + "    not( Alert( kind == Kind.OTHER, host == $host, this after[0s,90s] $alert ) )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
        try (Stage stage = new Stage(rules)) {
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.UNMATCHED);
            assertThat(stage.malwareOn("pc-2").headline()).isEqualTo(Headline.UNMATCHED);
            stage.waits(Duration.ofSeconds(80))
                    .alert(Kind.OTHER, new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-2"));
            assertThat(stage.waits(Duration.ofSeconds(10)).ticks().states()).isEmpty();

            stage.waits(Duration.ofSeconds(1)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
            Conclusion tick = stage.heard.get(stage.heard.size() - 1);
            assertThat(tick.input()).isInstanceOf(Input.Tick.class);
            assertThat(tick.at()).isEqualTo(Stage.START.plusSeconds(91).toEpochMilli());
            assertThat(tick.firings()).extracting(f -> f.policyId()).containsExactly("RES-904", "MOD-900");
        }
    }

    @Test
    void nothingIsDueWhereNoRuleCountsWithTimeAndNothingWaits() {
        try (Stage stage = new Stage(PERMITTED)) {
            stage.scanFrom("198.51.100.7");

            assertThat(stage.partition.nextDue()).isEmpty();
        }
    }

    @Test
    void eachTransitionSaysWhoAndWhen() {
        try (Stage stage = new Stage(FREEZABLE)) {
            stage.freeze("intranet", Duration.ofHours(1)).malwareOn("pc-1");

            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(stage.heard.get(stage.heard.size() - 1).transitions())
                    .extracting(Transition::at)
                    .containsOnly(Stage.START.plusSeconds(3600).toEpochMilli());
        }
    }
}
