package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Service;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from an input on which nobody dares to ask the rules. */
class SetAsideTest {

    @Test
    void aLeaseThatEndsIsUndoneAlsoWithoutTheRules() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().permittingEverything())) {
            stage.malwareOn("pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            stage.waits(Rules.ISOLATE.lease());

            Conclusion conclusion =
                    stage.partition.setAside(new Input.Tick(), stage.now().toEpochMilli());

            assertThat(conclusion.input()).isEqualTo(new Input.SetAside(new Input.Tick()));
            assertThat(conclusion.orders())
                    .extracting(order -> order.operation())
                    .containsExactly(Operation.UNDO);
        }
    }

    @Test
    void anOutcomeIsNotLost() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().permittingEverything())) {
            stage.malwareOn("pc-1");
            Input outcome = new Input.OutcomeReported(
                    stage.actionOn("pc-1").id(), Operation.DO, Outcome.SUCCEEDED, "a test says so");

            Conclusion conclusion =
                    stage.partition.setAside(outcome, stage.now().toEpochMilli());

            assertThat(conclusion.actions())
                    .extracting(action -> action.state().name())
                    .containsExactly(ActionState.Name.SUCCEEDED);
        }
    }

    @Test
    void whatPeopleSayIsRefusedAndChangesNothing() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().askingResponders(1))) {
            stage.malwareOn("pc-1");
            Input vote = new Input.VoteCast(
                    stage.actionOn("pc-1").id(),
                    "rita",
                    Verdict.APPROVE,
                    "a test says so",
                    stage.actionOn("pc-1").digest());

            Conclusion conclusion = stage.partition.setAside(vote, stage.now().toEpochMilli());

            assertThat(conclusion.answer()).isEqualTo(new Answer.Refused(Refusal.SET_ASIDE));
            assertThat(conclusion.actions()).isEmpty();
        }
    }

    @Test
    void whatIsStatedIsNotTaken() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware())) {
            Input statement = new Input.ContextStated(new Service("payments", "paula", Criticality.LOW), "tester");

            Conclusion conclusion =
                    stage.partition.setAside(statement, stage.now().toEpochMilli());

            assertThat(conclusion.answer()).isEqualTo(new Answer.Refused(Refusal.SET_ASIDE));
        }
    }

    @Test
    void policiesRelyOnTheConceptsThatTheyMatchAndOnTheirs() {
        Rules rules = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-920",
                        "Alert( kind == Kind.SCAN, $ip : sourceIp )",
                        "insertLogical( new ScanningAddress( $ip ) );")
                .with(
                        Phase.ENRICH,
                        "CON-921",
                        "ScanningAddress( $ip : address )\n    Service( name == $ip )",
                        "insertLogical( new OnCriticalService( $ip, $ip, $ip ) );")
                .with(
                        Phase.MODERATE,
                        "MOD-920",
                        "$request : ActionRequested( $target : target )\n    exists OnCriticalService( host == $target )",
                        "insertLogical( new ActionDenied( $request, DenyReason.DISPROPORTIONATE, \"a test says so\" ) );")
                .isolatingMalware();
        RuleBase base = rules.compile();

        assertThat(base.relyingOn(Set.of("CON-920"))).containsExactly("CON-921", "MOD-920");
        assertThat(base.relyingOn(Set.of("CON-921"))).containsExactly("MOD-920");
        assertThat(base.relyingOn(Set.of("MOD-920", "RES-900"))).isEmpty();
    }

    @Test
    void aRebuiltPartitionIsToldWhatWasSetAside() {
        try (Stage stage = new Stage(
                Rules.rules().isolatingMalware().permittingEverything().holdingDuringFreezes())) {
            stage.freeze("payments", Duration.ofHours(1));
            stage.waits(Duration.ofHours(1));

            Conclusion conclusion =
                    stage.partition.setAside(new Input.Tick(), stage.now().toEpochMilli());

            assertThat(conclusion.sequence()).isEqualTo(stage.partition.sequence());
            assertThat(stage.partition.nextDue()).isEmpty();
        }
    }
}
