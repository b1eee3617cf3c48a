package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.decision.Action;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Revision;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Revised;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a source says again of an alert replaces what it said before, and asks for nothing twice. */
class RevisionTest {

    private static final Rules ISOLATING = Rules.rules().isolatingMalware().permittingEverything();
    private static final Rules ASKING = Rules.rules().isolatingMalware().askingResponders(1);

    /** A match over a group of events. */
    private static final Rules BY_NUMBER =
            Rules.rules().with(Phase.RESPOND, "RES-950", """
                    package rules.response.res_950;
                    import dev.tutti.fact.Alert;
                    import dev.tutti.fact.Kind;
                    import dev.tutti.fact.Proposal;
                    rule "Isolate a host that three alerts name"
                        @policyId(RES-950) ruleflow-group "respond"
                    when
                        groupby( Alert( kind == Kind.MALWARE, $h : host ) over window:time(5m); $host : $h; $n : count(); $n >= 3 )
                    then
                        insert( new Proposal( "", "edr.isolate-host", $host ) );
                    end
                    """).permittingEverything();

    /** A match of two events, one of them found again later. */
    private static final Rules BY_PAIR = Rules.rules()
            .with(
                    Phase.RESPOND,
                    "RES-951",
                    "$scan : Alert( kind == Kind.SCAN, $host : host )\n"
                            + "    Alert( kind == Kind.MALWARE, host == $host, $id : id, this after[0s,10m] $scan )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .permittingEverything();

    private static final Rules ONLY_GRAVE = Rules.rules()
            .with(
                    Phase.RESPOND,
                    "RES-952",
                    "Alert( severity == Severity.CRITICAL, $id : id, $host : host )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .permittingEverything();

    /** How grave the alert behind an action is decides who may do it alone. */
    private static final Rules GRAVE_CAUSE = Rules.rules()
            .isolatingMalware()
            .askingResponders(1)
            .with(
                    Phase.TIME,
                    "TIM-950",
                    "$request : ActionRequested()\n    not ActionCause( request == $request, severity == Severity.CRITICAL )",
                    "insertLogical( new ActionHeld( $request, HoldReason.AWAITING_EARLIER_STEP, \"not that grave\" ) );");

    private static final Revised FIRST = malware("one", "pc-1");

    @Test
    void anUpdateAsksForNothingThatItsAlertHadAskedForBefore() {
        try (Stage stage = new Stage(ISOLATING)) {
            DecisionRecord first = stage.reports(FIRST.report());
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            stage.waits(Duration.ofHours(6)).ticks();
            stage.reports("pc-1", Operation.UNDO, Outcome.SUCCEEDED);

            DecisionRecord update = stage.reports(FIRST.report());

            assertThat(stage.states()).containsExactly("pc-1 UNDONE");
            assertThat(update.alertId()).isNotEqualTo(first.alertId());
            assertThat(update.headline()).isEqualTo(Headline.SUPPRESSED);
            assertThat(update.items())
                    .extracting(DecisionRecord.Item::actionId, DecisionRecord.Item::ruling)
                    .containsExactly(tuple(stage.actionOn("pc-1").id(), "ASKED_BEFORE"));
        }
    }

    @Test
    void anUpdateIsNoFurtherCauseOfWhatIsUnderWay() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());

            DecisionRecord update = stage.reports(FIRST.report());

            Conclusion last = stage.heard.get(stage.heard.size() - 1);
            assertThat(update.headline()).isEqualTo(Headline.SUPPRESSED);
            assertThat(last.causes()).isEmpty();
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void anUpdateThatIsGraverThanEverMayAskAgain() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.as(Severity.HIGH).report());
            stage.votes("rita", Verdict.DISAPPROVE, "pc-1");

            stage.reports(FIRST.as(Severity.MEDIUM).report());
            stage.reports(FIRST.as(Severity.HIGH).report());
            assertThat(stage.states()).containsExactly("pc-1 DENIED");

            DecisionRecord raised = stage.reports(FIRST.as(Severity.CRITICAL).report());

            assertThat(raised.headline()).isEqualTo(Headline.ASKED);
            assertThat(stage.states()).containsExactly("pc-1 DENIED", "pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aRuleThatOnlyTheUpdateMeetsFires() {
        try (Stage stage = new Stage(ONLY_GRAVE)) {
            assertThat(stage.reports(FIRST.report()).headline()).isEqualTo(Headline.UNMATCHED);

            assertThat(stage.reports(FIRST.as(Severity.CRITICAL).report()).headline())
                    .isEqualTo(Headline.ACTED);
            Conclusion last = stage.heard.get(stage.heard.size() - 1);
            assertThat(last.firings().get(0).matched()).containsExactly("Alert:" + first(stage));
            assertThat(last.causes().get(0).alertId()).isEqualTo(first(stage));
        }
    }

    @Test
    void aWindowCountsAnAlertOnceHoweverOftenItChanges() {
        try (Stage stage = new Stage(BY_NUMBER)) {
            for (int i = 0; i < 5; i++) {
                stage.waits(Duration.ofSeconds(10));
                stage.reports(FIRST.seenAt(stage.now()).report());
            }
            stage.reports(malware("two", "pc-1").seenAt(stage.now()).report());
            assertThat(stage.states()).isEmpty();

            stage.reports(malware("three", "pc-1").seenAt(stage.now()).report());
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void whatAGroupOfAlertsHadAskedForIsNotAskedForAgainWhenOneOfThemChanges() {
        try (Stage stage = new Stage(BY_NUMBER)) {
            for (String id : List.of("one", "two", "three")) {
                stage.reports(malware(id, "pc-1").report());
            }
            stage.reports("pc-1", Operation.DO, Outcome.FAILED);

            stage.waits(Duration.ofMinutes(1));
            stage.reports(FIRST.report());
            assertThat(stage.states()).containsExactly("pc-1 FAILED");

            stage.reports(malware("four", "pc-1").seenAt(stage.now()).report());
            assertThat(stage.states()).containsExactly("pc-1 FAILED", "pc-1 DISPATCHED");
        }
    }

    @Test
    void aGroupLosesTheAlertThatChangesToAnotherHostOrIsOver() {
        try (Stage stage = new Stage(BY_NUMBER)) {
            stage.reports(FIRST.report());
            stage.reports(malware("two", "pc-1").report());
            stage.reports(FIRST.on("pc-2").report());
            stage.reports(malware("three", "pc-1").report());
            assertThat(stage.states()).isEmpty();

            stage.reports(malware("two", "pc-1").over().report());
            stage.reports(malware("four", "pc-1").report());
            assertThat(stage.states()).isEmpty();

            stage.reports(malware("five", "pc-1").report());
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aPairThatWasMatchedIsNotMatchedAgainWhenEitherOfItChanges() {
        try (Stage stage = new Stage(BY_PAIR)) {
            Revised scan = FIRST.about(Kind.SCAN);
            Revised malware = malware("two", "pc-1");
            stage.reports(scan.report());
            stage.waits(Duration.ofMinutes(1));
            stage.reports(malware.seenAt(stage.now()).report());
            stage.reports("pc-1", Operation.DO, Outcome.FAILED);

            stage.reports(scan.report());
            stage.reports(malware.seenAt(stage.now()).report());
            stage.reports(scan.as(Severity.CRITICAL).report());
            assertThat(stage.states()).containsExactly("pc-1 FAILED");

            // It is the malware on whose behalf that is asked for.
            stage.reports(malware.as(Severity.CRITICAL).seenAt(stage.now()).report());
            assertThat(stage.states()).containsExactly("pc-1 FAILED", "pc-1 DISPATCHED");
        }
    }

    @Test
    void aTallyCountsAnAlertOnce() {
        Rules counting = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-953",
                        "Alert( kind == Kind.MALWARE, $id : id, $host : host )\n"
                                + "    Tally( name == \"seen\", host == $host, count >= 2 )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
                .counting(new TallyDeclaration(
                        "seen",
                        new TallyDeclaration.Condition(Optional.of(Kind.MALWARE), Severity.INFO, "", "", ""),
                        List.of(AlertComponent.HOST),
                        Duration.ofHours(24),
                        Optional.empty()))
                .permittingEverything();
        try (Stage stage = new Stage(counting)) {
            stage.says(new Input.RulesSwitched("", "test"));
            stage.reports(malware("zero", "pc-1").over().report());
            stage.reports(FIRST.report());
            stage.reports(FIRST.report());
            assertThat(stage.states()).isEmpty();

            stage.reports(malware("two", "pc-1").report());
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aRaisedSeverityIsThatOfTheCauseOfWhatWaits() {
        try (Stage stage = new Stage(GRAVE_CAUSE)) {
            stage.reports(FIRST.report());
            assertThat(stage.states()).containsExactly("pc-1 HELD");

            stage.reports(FIRST.as(Severity.CRITICAL).report());
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");

            stage.reports(FIRST.as(Severity.LOW).report());
            assertThat(stage.states()).containsExactly("pc-1 HELD");
        }
    }

    @Test
    void whatIsOverWithdrawsWhatWaitsForNothingElse() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());

            DecisionRecord over = stage.reports(FIRST.over().report());

            assertThat(over.headline()).isEqualTo(Headline.RESOLVED);
            assertThat(over.items()).extracting(DecisionRecord.Item::ruling).containsExactly("WITHDRAWN");
            assertThat(stage.states()).containsExactly("pc-1 WITHDRAWN");
            Action withdrawn = stage.actionOn("pc-1");
            assertThat(withdrawn.grounds().get(0).reason()).isEqualTo("ALERT_RESOLVED");
            assertThat(withdrawn.endedWithItsAlerts()).isTrue();
        }
    }

    @Test
    void whatAnotherAlertAsksForOrAPersonWantsStays() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());
            stage.reports(malware("two", "pc-1").report());
            stage.reports(malware("three", "pc-3").report());
            stage.proposes("ravi", "edr.isolate-host", "pc-3");

            stage.reports(FIRST.over().report());
            stage.reports(malware("three", "pc-3").over().report());
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL", "pc-3 AWAITING_APPROVAL");

            stage.reports(malware("two", "pc-1").over().report());
            assertThat(stage.states()).containsExactly("pc-1 WITHDRAWN", "pc-3 AWAITING_APPROVAL");
        }
    }

    @Test
    void whatWentOutStaysWhenItsAlertIsOver() {
        try (Stage stage = new Stage(ISOLATING)) {
            stage.reports(FIRST.report());

            assertThat(stage.reports(FIRST.over().report()).items()).isEmpty();
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void anAlertThatIsOverWhenItIsFirstHeardOfAsksForNothing() {
        try (Stage stage = new Stage(ISOLATING)) {
            assertThat(stage.reports(FIRST.over().report()).headline()).isEqualTo(Headline.RESOLVED);
            assertThat(stage.states()).isEmpty();

            assertThat(stage.reports(FIRST.report()).headline()).isEqualTo(Headline.ACTED);
        }
    }

    @Test
    void anAlertThatIsOpenAgainAsksForWhatWasWithdrawnAndNotForWhatWentOut() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());
            stage.reports(FIRST.over().report());

            assertThat(stage.reports(FIRST.report()).headline()).isEqualTo(Headline.ASKED);
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.FAILED);
            stage.reports(FIRST.over().report());
            stage.reports(FIRST.report());

            assertThat(stage.states()).containsExactly("pc-1 WITHDRAWN", "pc-1 FAILED");
        }
    }

    @Test
    void anAlertThatIsOpenAgainIsACauseAgain() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());
            stage.reports(malware("two", "pc-1").report());
            stage.reports(FIRST.over().report());
            stage.reports(FIRST.report());

            stage.reports(malware("two", "pc-1").over().report());

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aReportThatIsOlderThanTheNewestChangesNothing() {
        Instant ten = Stage.START;
        try (Stage stage = new Stage(ONLY_GRAVE)) {
            stage.reports(FIRST.madeAt(ten).report());
            stage.reports(FIRST.madeAt(ten.plusSeconds(60)).over().report());

            DecisionRecord late = stage.reports(
                    FIRST.as(Severity.CRITICAL).madeAt(ten.plusSeconds(30)).report());

            assertThat(late.headline()).isEqualTo(Headline.STALE);
            assertThat(stage.states()).isEmpty();
            assertThat(stage.reports(FIRST.as(Severity.CRITICAL)
                                    .madeAt(ten.plusSeconds(60))
                                    .report())
                            .headline())
                    .isEqualTo(Headline.ACTED);
        }
    }

    @Test
    void afterARestartTheFormerStateOfAnAlertIsNotBesideTheNew() {
        try (Stage stage = new Stage(BY_NUMBER)) {
            stage.reports(FIRST.report());
            stage.reports(FIRST.report());
            stage.reports(malware("two", "pc-1").report());
            stage.reports(malware("gone", "pc-1").report());
            stage.reports(malware("gone", "pc-1").over().report());
            try (Partition restarted = Restart.of(stage)) {
                assertThat(restarted.liveFacts()).isEqualTo(stage.partition.liveFacts());

                restarted.apply(
                        new Input.AlertReceived(
                                "three", malware("three", "pc-1").report(), false),
                        stage.now().toEpochMilli());

                assertThat(restarted.docket().open()).hasSize(1);
            }
        }
    }

    @Test
    void whatIsOverIsOverAfterARestart() {
        try (Stage stage = new Stage(ASKING)) {
            stage.reports(FIRST.report());
            stage.reports(malware("two", "pc-1").report());
            stage.reports(FIRST.over().report());
            Input.AlertReceived second = secondIsOver(stage);
            try (Partition restarted = Restart.of(stage)) {
                Conclusion conclusion = restarted.apply(second, stage.now().toEpochMilli());

                assertThat(conclusion.transitions())
                        .extracting(transition -> transition.to().name())
                        .containsExactly("WITHDRAWN");
            }
        }
    }

    private static Revised malware(String sourceId, String host) {
        return Revised.malware(sourceId, host, Stage.START);
    }

    private static Input.AlertReceived secondIsOver(Stage stage) {
        Input.AlertReceived second = (Input.AlertReceived) stage.heard.stream()
                .map(Conclusion::input)
                .filter(input -> input instanceof Input.AlertReceived received
                        && received.report().sourceId().equals("two"))
                .findFirst()
                .orElseThrow();
        return new Input.AlertReceived(
                "over",
                malware("two", "pc-1").over().report(),
                false,
                new Revision(second.alertId(), 1, false, Severity.MEDIUM, false, List.of()));
    }

    private static String first(Stage stage) {
        return stage.heard.stream()
                .map(Conclusion::input)
                .filter(Input.AlertReceived.class::isInstance)
                .map(input -> ((Input.AlertReceived) input).alertId())
                .findFirst()
                .orElseThrow();
    }
}
