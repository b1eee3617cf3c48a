package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Input;
import dev.tutti.fact.Asset;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.Employee;
import dev.tutti.fact.EmployeeStatus;
import dev.tutti.fact.Service;
import dev.tutti.policy.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the estate says of a request's target, for as long as the request waits. */
class RequestSurroundingsTest {

    private static final Rules BY_PROFILE = Rules.rules()
            .isolatingMalware()
            .with(
                    Phase.COORDINATE,
                    "COO-801",
                    """
                    $request : ActionRequested()
                        TargetProfile( request == $request, deviceClass == DeviceClass.SERVER, criticality == Criticality.NORMAL, dataClass != DataClass.SECRET )""",
                    "insertLogical( new ActionPermitted( $request, PermitReason.LOW_IMPACT, \"an ordinary server\" ) );");

    private static final Rules ASKING_THE_OWNER = Rules.rules()
            .with(
                    Phase.COORDINATE,
                    "COO-802",
                    """
                    $request : ActionRequested()
                        TargetProfile( request == $request, owner != "", $owner : owner )""",
                    "insertLogical( new ApprovalRequired( $request, ApproverKind.PERSON, $owner, 1, false,"
                            + " ApprovalReason.CRITICAL_SERVICE, \"the owner is asked\" ) );");

    private static final Rules KEEPING_FLOWS = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.COORDINATE,
                    "COO-803",
                    """
                    $request : ActionRequested()
                        FlowCut( request == $request, $flow : flow, $owner : owner )""",
                    "insertLogical( new ApprovalRequired( $request, ApproverKind.PERSON, $owner, 1, false,"
                            + " ApprovalReason.CRITICAL_SERVICE, $flow ) );");

    private static final Rules BUDGETING_SHARES = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.MODERATE,
                    "MOD-801",
                    """
                    $request : ActionRequested()
                        TargetProfile( request == $request, $tier : criticality )
                        Tier( criticality == $tier, assets >= 9 )""",
                    "insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, \"the tier is large\" ) );");

    @Test
    void aTargetIsJudgedByWhatItIs() {
        try (Stage stage = new Stage(BY_PROFILE)) {
            stage.state(new Asset("srv-1", "intranet", List.of(), DeviceClass.SERVER));

            stage.malwareOn("srv-1");
            stage.malwareOn("pc-1");
            stage.malwareOn("unheard-of");

            assertThat(stage.states())
                    .containsExactly("srv-1 DISPATCHED", "pc-1 AWAITING_APPROVAL", "unheard-of AWAITING_APPROVAL");
        }
    }

    @Test
    void aWaitingRequestFollowsItsAsset() {
        try (Stage stage = new Stage(BY_PROFILE)) {
            stage.malwareOn("pc-1");

            stage.state(new Asset("pc-1", "intranet", List.of("10.0.2.1"), DeviceClass.SERVER));

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aWaitingRequestFollowsItsService() {
        try (Stage stage = new Stage(BY_PROFILE)) {
            stage.state(new Asset("srv-1", "payments", List.of(), DeviceClass.SERVER));
            stage.malwareOn("srv-1");

            stage.state(new Service("payments", "olivia", Criticality.NORMAL, "retail", DataClass.SECRET, 0));
            assertThat(stage.states()).containsExactly("srv-1 AWAITING_APPROVAL");
            stage.state(new Service("payments", "olivia", Criticality.NORMAL, "retail", DataClass.PUBLIC, 0));

            assertThat(stage.states()).containsExactly("srv-1 DISPATCHED");
        }
    }

    @Test
    void theManagerAnswersForAnAccount() {
        try (Stage stage = new Stage(ASKING_THE_OWNER)) {
            stage.state(new Employee("mia", "sales", "igor", EmployeeStatus.ACTIVE));

            stage.proposes("rita", "chat.post", "mia");

            assertThat(stage.actionOn("mia").open())
                    .singleElement()
                    .satisfies(due -> assertThat(due.approver()).isEqualTo("igor"));
        }
    }

    @Test
    void aBlockThatCutsAFlowWaitsForTheOwnerOfTheFlow() {
        try (Stage stage = new Stage(KEEPING_FLOWS)) {
            stage.state(new BusinessFlow("card-clearing", "203.0.113.0/28", "pay-db-1", "payments"));

            stage.proposes("rita", "firewall.block-ip", "203.0.113.7");
            stage.proposes("rita", "firewall.block-ip", "203.0.113.77");
            stage.proposes("rita", "edr.isolate-host", "pay-db-1");

            assertThat(stage.states())
                    .containsExactly(
                            "203.0.113.7 AWAITING_APPROVAL", "203.0.113.77 DISPATCHED", "pay-db-1 AWAITING_APPROVAL");
            assertThat(stage.actionOn("203.0.113.7").open())
                    .singleElement()
                    .satisfies(due -> assertThat(due.approver()).isEqualTo("olivia"));
        }
    }

    @Test
    void aFlowThatEndsLetsTheBlockGo() {
        try (Stage stage = new Stage(KEEPING_FLOWS)) {
            BusinessFlow flow = new BusinessFlow("card-clearing", "::ffff:203.0.113.7", "10.0.1.10", "payments");
            stage.state(flow);
            stage.proposes("rita", "firewall.block-ip", "203.0.113.7");
            assertThat(stage.states()).containsExactly("203.0.113.7 AWAITING_APPROVAL");

            stage.says(new Input.ContextEnded(flow.factId(), "tester"));

            assertThat(stage.states()).containsExactly("203.0.113.7 DISPATCHED");
        }
    }

    @Test
    void aTierHasAsManyAssetsAsItsServicesHave() {
        try (Stage stage = new Stage(BUDGETING_SHARES)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.proposes("rita", "edr.isolate-host", "pay-db-1");
            assertThat(stage.states()).containsExactly("pc-1 HELD", "pay-db-1 DISPATCHED");

            stage.state(new Asset("pc-9", "payments", List.of("10.0.2.9")));

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED", "pay-db-1 DISPATCHED");
        }
    }
}
