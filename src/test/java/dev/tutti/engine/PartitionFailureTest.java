package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rules that no lint would pass, and loads that nobody expects: what the engine promises even then. */
class PartitionFailureTest {

    private static final String PERMIT =
            "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"a test says so\" ) );";
    private static final String HOLD =
            "insertLogical( new ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"a test says so\" ) );";

    @Test
    void aRuleThatFeedsItselfHitsTheFiringLimit() {
        Rules loop = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-910",
                        "ScanningAddress( $ip : address )",
                        "insert( new ScanningAddress( $ip + \"0\" ) );")
                .with(Phase.ENRICH, "CON-911", "Alert( $ip : sourceIp )", "insert( new ScanningAddress( $ip ) );");
        try (Stage stage = new Stage(loop)) {
            assertFails(
                    EngineFailure.Cause.FIRING_LIMIT,
                    "CON-910",
                    "Rule of CON-910",
                    () -> stage.scanFrom("198.51.100.7"));
        }
    }

    @Test
    void rulesThatContradictEachOtherNeverSettle() {
        Rules oscillating = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.COORDINATE,
                        "COO-910",
                        "$request : ActionRequested()\n    not ActionHeld( request == $request )",
                        PERMIT)
                .with(
                        Phase.TIME,
                        "TIM-910",
                        "$request : ActionRequested()\n    exists ActionPermitted( request == $request )",
                        HOLD);
        try (Stage stage = new Stage(oscillating)) {
            assertFails(EngineFailure.Cause.NOT_SETTLED, "COO-910", "10 passes", () -> stage.malwareOn("pc-1"));
        }
    }

    @Test
    void aConditionThatThrowsIsAFailureThatNamesTheInput() {
        Rules throwing = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-912",
                        "Alert( kind == Kind.SCAN, techniques[0] == \"T1110\", $id : id )",
                        "insertLogical( new ScanningAddress( $id ) );");
        try (Stage stage = new Stage(throwing)) {
            long next = stage.partition.sequence() + 1;

            assertFails(EngineFailure.Cause.THREW, "CON-912", "at input " + next, () -> stage.scanFrom("198.51.100.7"));
        }
    }

    @Test
    void aConclusionThatThrowsIsAFailureThatNamesTheRule() {
        Rules throwing = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.MODERATE,
                        "MOD-910",
                        "$request : ActionRequested()",
                        "insertLogical( new BudgetApplies( $request, \"none\", 1, 0, \"responder\", 1, BudgetReason.DOWNTIME, \"no window\" ) );");
        try (Stage stage = new Stage(throwing)) {
            assertFails(EngineFailure.Cause.THREW, "MOD-910", "Rule of MOD-910", () -> stage.malwareOn("pc-1"));
        }
    }

    @Test
    void ofTwoRulesThatFeedEachOtherOneIsNamed() {
        Rules loop = Rules.rules()
                .isolatingMalware()
                .with(Phase.ENRICH, "CON-913", "Alert( $ip : sourceIp )", "insert( new ScanningAddress( $ip ) );")
                .with(
                        Phase.ENRICH,
                        "CON-914",
                        "ScanningAddress( $ip : address )",
                        "insert( new OnCriticalService( $ip + \"0\", \"\", \"\" ) );")
                .with(
                        Phase.ENRICH,
                        "CON-915",
                        "OnCriticalService( $host : host )",
                        "insert( new ScanningAddress( $host + \"1\" ) );");
        try (Stage stage = new Stage(loop)) {
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(() -> stage.scanFrom("198.51.100.7"))
                    .satisfies(failure ->
                            assertThat(failure.policyId().orElse("nobody")).isIn("CON-914", "CON-915"));
        }
    }

    @Test
    void aConditionThatThrowsOnWhatAnotherPolicyConcludesIsAtFault() {
        Rules throwing = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-916",
                        "Alert( $ip : sourceIp )",
                        "insertLogical( new ScanningAddress( $ip ) );")
                .with(
                        Phase.ENRICH,
                        "CON-917",
                        "ScanningAddress( address.substring(99) == \"\", $ip : address )",
                        "insertLogical( new OnCriticalService( $ip, \"\", \"\" ) );");
        try (Stage stage = new Stage(throwing)) {
            assertFails(EngineFailure.Cause.THREW, "CON-917", "CON-916", () -> stage.scanFrom("198.51.100.7"));
        }
    }

    @Test
    void aJoinThatThrowsIsFoundToo() {
        Rules throwing = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-914",
                        "$alert : Alert( $host : host )\n    Asset( name == $host, addresses[9] == $alert.sourceIp )",
                        "insert( new Proposal( \"\", \"edr.isolate-host\", $host ) );");
        try (Stage stage = new Stage(throwing)) {
            assertFails(EngineFailure.Cause.THREW, "RES-914", "at input", () -> stage.malwareOn("pc-1"));
        }
    }

    @Test
    void journalTimeNeverGoesBack() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware())) {
            assertThatThrownBy(() -> stage.partition.apply(
                            new Input.Tick(), stage.now().minusMillis(1).toEpochMilli()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatTheEarlierPhaseReliedOnMayBeTakenBackByALaterOne() {
        Rules correcting = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.COORDINATE,
                        "COO-911",
                        "$request : ActionRequested()\n    not ActionHeld( request == $request )",
                        PERMIT)
                .with(Phase.TIME, "TIM-911", "$request : ActionRequested()", HOLD);
        try (Stage stage = new Stage(correcting)) {
            stage.malwareOn("pc-1");

            assertThat(stage.actionOn("pc-1").judged())
                    .extracting(judged -> judged.policies())
                    .containsExactly(List.of("TIM-911"));
            assertThat(stage.states()).containsExactly("pc-1 HELD");
            assertThat(stage.ordersOn("pc-1")).isEmpty();
        }
    }

    @Test
    void aRuleThatFiresAgainOnTheSameFactsWithinAnInputIsRecordedOnce() {
        // Whatever order the engine takes them in, one of the chains holds, permits and holds no longer.
        Rules wavering = Rules.rules().isolatingMalware();
        List<String> ids = List.of("COO-921", "COO-922", "COO-923");
        List<String> lefts = List.of(
                "$request : ActionRequested()\n    not ActionHeld( request == $request )",
                "$request : ActionRequested()\n    not ApprovalRequired( request == $request )",
                "$request : ActionRequested()");
        List<String> rights = List.of(
                PERMIT,
                HOLD,
                "insertLogical( new ApprovalRequired( $request, ApproverKind.ROLE, \"responder\", 1, false, ApprovalReason.HARD_TO_UNDO, \"a test asks\" ) );");
        wavering.with(Phase.COORDINATE, ids.get(0), lefts.get(0), rights.get(0))
                .with(Phase.TIME, "TIM-922", lefts.get(1), rights.get(1))
                .with(Phase.MODERATE, "MOD-923", lefts.get(2), rights.get(2));
        try (Stage stage = new Stage(wavering)) {
            stage.malwareOn("pc-1");

            Conclusion conclusion = stage.heard.get(stage.heard.size() - 1);
            assertThat(conclusion.firings()).extracting(Firing::id).doesNotHaveDuplicates();
            assertThat(conclusion.firings()).extracting(Firing::policyId).contains(ids.get(0), "TIM-922", "MOD-923");
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void twoRulesThatProposeTheSameOpenOneAction() {
        Rules twice = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.RESPOND,
                        "RES-910",
                        "Alert( severity == Severity.HIGH, host != \"\", $id : id, $host : host )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
        try (Stage stage = new Stage(twice)) {
            assertThat(stage.malwareOn("pc-1").items()).hasSize(1);

            Conclusion conclusion = stage.heard.get(stage.heard.size() - 1);
            assertThat(conclusion.causes()).hasSize(1);
            assertThat(conclusion.firings()).extracting(Firing::policyId).contains("RES-900", "RES-910");
        }
    }

    @Test
    void aJudgementNamesEveryPolicyThatSupportsIt() {
        Rules two = Rules.rules()
                .isolatingMalware()
                .with(Phase.TIME, "TIM-912", "$request : ActionRequested()", HOLD)
                .with(
                        Phase.TIME,
                        "TIM-913",
                        "$request : ActionRequested( $host : target )\n    Asset( name == $host )",
                        HOLD);
        try (Stage stage = new Stage(two)) {
            stage.malwareOn("pc-1");
            assertThat(stage.actionOn("pc-1").grounds().get(0).policies()).containsExactly("TIM-912", "TIM-913");

            stage.says(new Input.ContextEnded("Asset:pc-1", "tester"));

            assertThat(stage.actionOn("pc-1").grounds().get(0).policies()).containsExactly("TIM-912");
        }
    }

    @Test
    void aProposalThatAnotherRuleTakesBackOpensNothing() {
        Rules takingBack = Rules.rules()
                .isolatingMalware()
                .with(
                        Phase.RESPOND,
                        "RES-911",
                        "$proposal : Proposal( capability == \"edr.isolate-host\" )",
                        "delete( $proposal );");
        try (Stage stage = new Stage(takingBack)) {
            stage.malwareOn("pc-1");

            assertThat(stage.states()).isEmpty();
        }
    }

    @Test
    void moreWaitingActionsThanTheFiringLimitMayBeFrozenAtOnce() {
        try (Stage stage =
                new Stage(Rules.rules().isolatingMalware().askingResponders(1).holdingDuringFreezes())) {
            for (int i = 0; i < 1_200; i++) {
                stage.state(new Asset("laptop-" + i, "intranet", List.of()));
                stage.proposes("rita", "edr.isolate-host", "laptop-" + i);
            }

            stage.freeze("intranet", Duration.ofHours(1));

            assertThat(stage.states()).hasSize(1_200).allMatch(state -> state.endsWith(" HELD"));
        }
    }

    @Test
    void anAlertThatIsReportedAgainLongAfterItExpiredIsAnEventAgain() {
        try (Session session = new Session(Rules.rules().isolatingMalware().compile(), "test")) {
            long start = Stage.START.toEpochMilli();
            RequestDesk nobody = proposal -> List.of();
            session.step(1, start, List.of(), List.of(Alerts.malware("a1", "pc-1", start)), nobody);
            long later = start + Duration.ofMinutes(40).toMillis();
            session.step(2, later, List.of(), List.of(), nobody);
            assertThat(session.liveFacts()).isZero();

            session.step(3, later, List.of(), List.of(Alerts.malware("a1", "pc-1", later)), nobody);

            assertThat(session.liveFacts()).isEqualTo(1);
        }
    }

    @Test
    void anUpdateReplacesTheAlertUnderItsIdentity() {
        try (Session session = new Session(Rules.rules().isolatingMalware().compile(), "test")) {
            long start = Stage.START.toEpochMilli();
            RequestDesk nobody = proposal -> List.of();
            session.step(1, start, List.of(), List.of(Alerts.malware("a1", "pc-1", start)), nobody);

            session.step(2, start, List.of(), List.of(Alerts.malware("a1", "pc-2", start)), nobody);

            assertThat(session.liveFacts()).isEqualTo(1);
        }
    }

    @Test
    void whatWasObservedIsInMemoryOnlyWhereARuleMatchesIt() {
        Observable hash = new Observable(ObservableType.HASH, ObservableRole.OTHER, "d41d8cd98f00b204e9800998ecf8427e");
        Observable host = new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-1");
        Rules hashing = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-912",
                        "Alert( $id : id, $host : host )\n    Observed( alertId == $id, type == ObservableType.HASH )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
        Rules waiting = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-915",
                        "Alert( $id : id, $host : host )\n    Asset( name == $host, service == \"nowhere\" )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
        try (Stage without = new Stage(waiting);
                Stage with = new Stage(hashing)) {
            long before = without.partition.liveFacts();

            without.alert(Kind.OTHER, hash, host);
            with.alert(Kind.OTHER, hash, host);

            assertThat(without.partition.liveFacts()).isEqualTo(before + 1);
            assertThat(with.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    private static void assertFails(EngineFailure.Cause cause, String policyId, String named, Executable step) {
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(step::execute)
                .withMessageContaining(named)
                .satisfies(failure -> assertThat(failure.failure()).isEqualTo(cause))
                .satisfies(failure -> assertThat(failure.policyId()).contains(policyId));
    }
}
