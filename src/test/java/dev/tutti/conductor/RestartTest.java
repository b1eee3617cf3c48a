package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.decision.Vote;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestartTest {

    @Test
    void aHoldOutlivesTheAlertThatCausedItAndARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(10));
            stage.receives(stage.malwareOn("pay-1"));
            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.HELD);

            stage.clock.advance(Duration.ofHours(9));
            stage.restart();
            stage.settle();

            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.HELD);
            assertThat(stage.isolationsOrdered()).isEmpty();

            stage.clock.advance(Duration.ofHours(1));
            stage.settle();
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void whatWasHeldByOneFreezeIsReleasedUnderTheBudgetAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(2));
            for (int i = 1; i <= 6; i++) {
                stage.receives(stage.malwareOn("pay-" + i));
            }

            stage.clock.advance(Duration.ofHours(3)); // the end of the freeze falls into the time without service
            stage.restart();

            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L, "pay-2", 1L));
            for (int i = 3; i <= 6; i++) {
                assertThat(stage.isolationOf("pay-" + i).state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
            }
        }
    }

    @Test
    void aVoteAndABudgetAreStillThereAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            for (int i = 1; i <= 3; i++) {
                stage.receives(stage.malwareOn("pay-" + i));
            }
            Action asked = stage.isolationOf("pay-3");
            stage.says(new Input.VoteCast(asked.id(), "rita", Verdict.APPROVE, "seen", asked.digest()));
            stage.restart();
            assertThat(stage.isolationsOrdered()).doesNotContainKey("pay-3");

            stage.says(new Input.VoteCast(asked.id(), "ravi", Verdict.APPROVE, "seen too", asked.digest()));

            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L, "pay-2", 1L, "pay-3", 1L));
        }
    }

    @Test
    void aVoteForWhatAnotherConnectorWouldHaveDoneCountsNoLonger() {
        try (ConductorStage stage = new ConductorStage()) {
            // Given: the third isolation needs two responders, and one has answered.
            stage.estate();
            for (int i = 1; i <= 3; i++) {
                stage.receives(stage.malwareOn("pay-" + i));
            }
            Action asked = stage.isolationOf("pay-3");
            stage.says(new Input.VoteCast(asked.id(), "rita", Verdict.APPROVE, "seen", asked.digest()));

            // When
            stage.connectors = "other connectors";
            stage.restart();

            // Then: the action says what it is bound to now, the old vote is kept and does not count.
            Action bound = stage.isolationOf("pay-3");
            assertThat(bound.digest()).isNotEqualTo(asked.digest());
            assertThat(bound.state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
            assertThat(bound.votes()).extracting(Vote::digest).containsExactly(asked.digest());
            assertThat(stage.says(new Input.VoteCast(asked.id(), "ravi", Verdict.APPROVE, "seen", asked.digest())))
                    .isEqualTo(new Answer.Refused(Refusal.DIGEST_MISMATCH));
            stage.says(new Input.VoteCast(asked.id(), "ravi", Verdict.APPROVE, "seen", bound.digest()));
            assertThat(stage.isolationsOrdered()).doesNotContainKey("pay-3");
            stage.says(new Input.VoteCast(asked.id(), "rita", Verdict.APPROVE, "seen again", bound.digest()));
            assertThat(stage.isolationsOrdered()).containsEntry("pay-3", 1L);
        }
    }

    @Test
    void whatAnActionSwallowedIsStillCountedAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            for (int i = 1; i <= 120; i++) {
                stage.receives(stage.malwareOn("pay-1"));
            }
            Action isolation = stage.isolationOf("pay-1");
            stage.says(new Input.OutcomeReported(isolation.id(), Operation.DO, Outcome.SUCCEEDED, "done"));
            stage.restart();

            stage.receives(stage.malwareOn("pay-1"));
            stage.clock.advance(Duration.ofHours(8));
            stage.settle();
            stage.says(new Input.OutcomeReported(isolation.id(), Operation.UNDO, Outcome.SUCCEEDED, "done"));

            assertThat(stage.committed.stream()
                            .flatMap(conclusion -> conclusion.actions().stream())
                            .flatMap(action -> action.request().parameters().stream())
                            .map(Parameter::value))
                    .contains("edr.isolate-host on pay-1 is over; it swallowed 120 further alerts");
        }
    }

    @Test
    void aLeaseThatRanOutWhileTheServiceWasDownIsUndone() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.receives(stage.malwareOn("pay-1"));
            Action isolation = stage.isolationOf("pay-1");
            stage.says(new Input.OutcomeReported(isolation.id(), Operation.DO, Outcome.SUCCEEDED, "done"));

            stage.clock.advance(Duration.ofDays(2));
            stage.restart();

            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.UNDOING);
        }
    }

    @Test
    void anAlertInsideTheWindowStillCountsAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            for (int i = 0; i < 3; i++) {
                if (i == 2) {
                    stage.restart();
                }
                stage.clock.advance(Duration.ofSeconds(1));
                stage.receives(stage.report(
                        "scan-" + i, "digest", Kind.SCAN, ObservableType.IP, ObservableRole.SOURCE, "198.51.100.7"));
            }

            assertThat(stage.committed.stream()
                            .flatMap(c -> c.actions().stream())
                            .map(a -> a.request().target()))
                    .contains("198.51.100.7");
        }
    }

    @Test
    void theSameReportAgainGetsTheFirstAnswerAlsoAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            AlertReport report = stage.malwareOn("pay-1");
            Reception.Receipt first = only(stage.receives(report));
            stage.restart();

            Reception.Receipt again = only(stage.receives(report));

            assertThat(again.duplicate()).isTrue();
            assertThat(again.alertId()).isEqualTo(first.alertId());
            assertThat(again.decision()).isEqualTo(first.decision());
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void anotherBodyUnderABorrowedIdIsEvaluatedAndMarked() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.receives(
                    stage.report("same", "one", Kind.OTHER, ObservableType.HOST, ObservableRole.TARGET, "pay-1"));

            Reception.Receipt second = only(stage.receives(
                    stage.report("same", "two", Kind.MALWARE, ObservableType.HOST, ObservableRole.TARGET, "pay-1")));

            assertThat(second.conflict()).isTrue();
            assertThat(second.duplicate()).isFalse();
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void nobodyDecidesOnWhatTheyProposed() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            Answer.Granted proposed = (Answer.Granted) stage.says(
                    new Input.ActionProposed("rita", stage.name, "edr.isolate-host", "dc-1", List.of(), "looks wrong"));
            Action action = proposed.action();

            Answer answer = stage.says(
                    new Input.VoteCast(action.id(), "rita", Verdict.APPROVE, "my own idea", action.digest()));

            assertThat(answer).isEqualTo(new Answer.Refused(Refusal.SELF_APPROVAL));
        }
    }

    @Test
    void aTargetLongerThanAnIndexEntryIsDeniedAndStopsNobody() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            StringBuilder host = new StringBuilder();
            new Random(7).ints(2_000, 0x4e00, 0x9fff).forEach(host::appendCodePoint);

            assertThat(only(stage.receives(stage.malwareOn(host.toString()))).decision())
                    .isEqualTo("DENIED");
            assertThat(only(stage.receives(stage.malwareOn("pay-1"))).decision())
                    .isEqualTo("ACTED");
        }
    }

    @Test
    void anIdThatWasUsedOftenIsStillRecognised() {
        try (ConductorStage stage = new ConductorStage()) {
            AlertReport first = stage.report("same", "0", Kind.OTHER, ObservableType.HOST, ObservableRole.TARGET, "h");
            stage.receives(first);
            for (int i = 1; i <= 50; i++) {
                stage.receives(stage.report(
                        "same", String.valueOf(i), Kind.OTHER, ObservableType.HOST, ObservableRole.TARGET, "h"));
            }

            assertThat(only(stage.receives(first)).duplicate()).isTrue();
        }
    }

    private static Reception.Receipt only(Reception reception) {
        return ((Reception.Received) reception).receipts().get(0);
    }
}
