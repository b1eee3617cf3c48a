package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.decision.Action;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Origin;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Tallies;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Severity;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One step after another: what tools answered, how far an action is and how it ended are there for rules. */
class PartitionSequenceTest {

    private static final Parameter ADDRESS = new Parameter("address", "198.51.100.7");

    /** Blocks the address that the EDR saw. */
    private static final Rules BY_RESULT = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-940",
                    "ActionResult( capability == \"edr.isolate-host\", name == \"address\", $ip : value, $alert : alertId )",
                    "insert( new Proposal( $alert, \"firewall.block-ip\", $ip ) );");

    /** Blocks an address once the host is isolated. */
    private static final Rules BY_STATE = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-941",
                    "ActionInForce( capability == \"edr.isolate-host\", state == InForceState.SUCCEEDED, $alert : alertId )",
                    "insert( new Proposal( $alert, \"firewall.block-ip\", \"198.51.100.7\" ) );");

    /** Tells whoever should know how an isolation ended. */
    private static final Rules BY_END = Rules.rules()
            .isolatingMalware()
            .with(
                    Phase.MODERATE,
                    "MOD-944",
                    "$request : ActionRequested( capability == \"edr.isolate-host\", target != \"pc-9\" )",
                    "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"all but one\" ) );")
            .with(
                    Phase.MODERATE,
                    "MOD-945",
                    "$request : ActionRequested( capability == \"edr.isolate-host\", target == \"pc-8\" )",
                    "insertLogical( new ActionDenied( $request, DenyReason.DISPROPORTIONATE, \"not this one\" ) );")
            .with(
                    Phase.RESPOND,
                    "RES-943",
                    "ActionEnded( capability == \"edr.isolate-host\", $end : end, $host : target, $alert : alertId )",
                    "insert( new Proposal( $alert, \"chat.post\", \"#soc\", \"text\", $host + \" \" + $end ) );");

    @Test
    void aResultIsAFactThatTheNextStepMatches() {
        try (Stage stage = new Stage(BY_RESULT)) {
            stage.malwareOn("pc-1");

            Conclusion conclusion = stage.answers("pc-1", ADDRESS, new Parameter("state", "isolated"));

            assertThat(stage.states()).containsExactly("pc-1 SUCCEEDED", "198.51.100.7 DISPATCHED");
            assertThat(conclusion.causes())
                    .containsExactly(new Cause(
                            id(stage, "198.51.100.7"),
                            "alert-1",
                            new Origin("default", "siem", Kind.MALWARE, Severity.HIGH, 75)));
            assertThat(stage.actionOn("pc-1").results()).containsExactly(ADDRESS, new Parameter("state", "isolated"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "UNCERTAIN"})
    void whatDidNotSucceedHasNoResult(Outcome outcome) {
        try (Stage stage = new Stage(BY_RESULT)) {
            stage.malwareOn("pc-1");

            stage.says(new Input.OutcomeReported(
                    id(stage, "pc-1"), Operation.DO, outcome, "a test says so", 0, List.of(ADDRESS)));

            assertThat(stage.actionOn("pc-1").results()).isEmpty();
            assertThat(stage.states()).containsExactly("pc-1 " + outcome);
        }
    }

    @Test
    void aResultLeavesMemoryWithItsAction() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().permittingEverything())) {
            stage.malwareOn("pc-1");
            long inForce = stage.partition.liveFacts();
            stage.answers("pc-1", ADDRESS, new Parameter("state", "isolated"));
            long answered = stage.partition.liveFacts();

            stage.waits(Duration.ofHours(4)).ticks();
            long undoing = stage.partition.liveFacts();
            stage.reports("pc-1", Operation.UNDO, Outcome.SUCCEEDED);

            assertThat(answered).isEqualTo(inForce + 2);
            assertThat(undoing).isEqualTo(answered);
            assertThat(stage.partition.liveFacts()).isEqualTo(inForce - 1);
        }
    }

    @Test
    void aNextStepBeginsWhenTheEarlierOneSucceededAndOnlyThen() {
        try (Stage stage = new Stage(BY_STATE)) {
            stage.malwareOn("pc-1");
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");

            Conclusion succeeded = stage.answers("pc-1");

            assertThat(stage.states()).containsExactly("pc-1 SUCCEEDED", "198.51.100.7 DISPATCHED");
            assertThat(succeeded.firings()).extracting(Firing::policyId).contains("RES-941");
        }
    }

    @Test
    void aNextStepNamesItsAlertAndTenantLongAfterTheAlertLeftMemory() {
        try (Stage stage = new Stage(BY_STATE)) {
            stage.says(new Input.AlertReceived("of-acme", ofTenant("acme", "pc-1"), false));
            stage.waits(Duration.ofHours(2)).ticks().scanFrom("203.0.113.9");

            Conclusion succeeded = stage.answers("pc-1");

            Action next = stage.actionOn("198.51.100.7");
            assertThat(next.request().tenant()).isEqualTo("acme");
            assertThat(succeeded.causes())
                    .containsExactly(new Cause(
                            next.id(), "of-acme", new Origin("acme", "edr-of-acme", Kind.MALWARE, Severity.HIGH, 75)));
        }
    }

    @Test
    void ofAnActionThatAPersonProposedTheNextStepHasNoAlert() {
        try (Stage stage = new Stage(BY_STATE)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            Conclusion succeeded = stage.answers("pc-1");

            assertThat(stage.actionOn("198.51.100.7").request().tenant()).isEqualTo("default");
            assertThat(succeeded.causes()).isEmpty();
        }
    }

    @Test
    void theFirstAlertThatJoinsAProposalOfAPersonIsItsFirst() {
        try (Stage stage = new Stage(BY_STATE)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-1");

            Conclusion succeeded = stage.answers("pc-1");

            assertThat(succeeded.causes()).extracting(Cause::alertId).containsExactly("alert-1");
        }
    }

    @Test
    void somebodyIsToldThatAnIsolationFailed() {
        try (Stage stage = new Stage(BY_END)) {
            stage.malwareOn("pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.FAILED);

            assertThat(told(stage)).containsExactly("pc-1 FAILED");
            assertThat(stage.actionOn("#soc").alertId()).isEqualTo("alert-1");
        }
    }

    @Test
    void everyEndOfAnActionIsTold() {
        try (Stage stage = new Stage(BY_END)) {
            stage.malwareOn("pc-8");
            stage.malwareOn("pc-9");
            stage.says(new Input.WithdrawalAsked(id(stage, "pc-9"), "rita", "not needed"));
            stage.malwareOn("pc-9");
            stage.waits(Duration.ofHours(24)).ticks();
            stage.malwareOn("pc-1");
            stage.answers("pc-1");
            stage.waits(Duration.ofHours(4)).ticks();
            stage.reports("pc-1", Operation.UNDO, Outcome.SUCCEEDED);

            assertThat(told(stage)).containsExactly("pc-8 DENIED", "pc-9 WITHDRAWN", "pc-9 EXPIRED", "pc-1 UNDONE");
        }
    }

    @Test
    void anEndIsThereForItsStepOnly() {
        try (Stage stage = new Stage(BY_END)) {
            stage.malwareOn("pc-9");
            long waiting = stage.partition.liveFacts();
            stage.says(new Input.WithdrawalAsked(id(stage, "pc-9"), "rita", "not needed"));
            long told = stage.partition.liveFacts();
            stage.scanFrom("203.0.113.9");

            // The request and its cause left; the question whether somebody may be told came, which nobody answered.
            assertThat(told).isEqualTo(waiting);
            assertThat(stage.partition.liveFacts()).isEqualTo(told);
            assertThat(told(stage)).hasSize(1);
        }
    }

    @Test
    void aRebuildKnowsResultsAndStatesAndProposesNothingAgain() {
        try (Stage stage = new Stage(BY_RESULT)) {
            stage.malwareOn("pc-1");
            stage.answers("pc-1", ADDRESS);
            stage.answers("198.51.100.7");
            stage.waits(Duration.ofMinutes(61)).ticks();
            stage.reports("198.51.100.7", Operation.UNDO, Outcome.SUCCEEDED);
            List<Action> open = stage.partition.docket().open();
            try (Partition rebuilt = rebuilt(stage, open)) {

                Conclusion next = rebuilt.apply(
                        new Input.UndoAsked(id(stage, "pc-1"), "rita", "enough"),
                        stage.now().toEpochMilli());

                assertThat(open).extracting(action -> action.request().target()).containsExactly("pc-1");
                assertThat(rebuilt.liveFacts()).isEqualTo(stage.partition.liveFacts());
                assertThat(next.firings()).isEmpty();
                assertThat(next.actions()).extracting(Action::results).containsExactly(List.of(ADDRESS));
            }
        }
    }

    @Test
    void aRebuiltPartitionBeginsTheNextStepWhenTheOutcomeComes() {
        try (Stage stage = new Stage(BY_STATE)) {
            stage.malwareOn("pc-1");
            stage.waits(Duration.ofMinutes(45)).ticks();
            try (Partition rebuilt = rebuilt(stage, stage.partition.docket().open())) {

                Conclusion next = rebuilt.apply(
                        new Input.OutcomeReported(id(stage, "pc-1"), Operation.DO, Outcome.SUCCEEDED, "done"),
                        stage.now().toEpochMilli());

                assertThat(next.causes())
                        .extracting(Cause::alertId, Cause::source)
                        .containsExactly(tuple("alert-1", "siem"));
                assertThat(next.actions())
                        .extracting(action -> action.request().target())
                        .contains("198.51.100.7");
            }
        }
    }

    private static String id(Stage stage, String target) {
        return stage.actionOn(target).id();
    }

    /** The texts that went to the channel or wait for leave to. */
    private static List<String> told(Stage stage) {
        return stage.heard.stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .filter(action -> action.request().target().equals("#soc"))
                .map(action -> action.request().parameters().get(0).value())
                .distinct()
                .toList();
    }

    /** From what a journal would have kept, long after every event has expired. */
    private static Partition rebuilt(Stage stage, List<Action> open) {
        RuleBase ruleBase = stage.rules().compile();
        Map<String, List<Cause>> causes = stage.heard.stream()
                .flatMap(conclusion -> conclusion.causes().stream())
                .collect(Collectors.groupingBy(Cause::actionId));
        return Rebuild.of(
                ruleBase,
                new Docket(Stage.terms(stage.rules()), new BudgetLedger()),
                new Tallies(ruleBase.tallies()),
                stage.partition.sequence(),
                stage.partition.now(),
                stage.heard.stream()
                        .filter(conclusion -> conclusion.input() instanceof Input.ContextStated)
                        .map(conclusion -> ((Input.ContextStated) conclusion.input()).fact())
                        .toList(),
                open,
                causes,
                List.of(),
                done -> {});
    }

    private static AlertReport ofTenant(String tenant, String host) {
        return new AlertReport(
                tenant,
                "edr-of-" + tenant,
                "1",
                "digest",
                "Something happened",
                "rule",
                Kind.MALWARE,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(new Observable(ObservableType.HOST, ObservableRole.TARGET, host)),
                Stage.START,
                "{}");
    }
}
