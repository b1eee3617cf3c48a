package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restraint ends by an input and never by the expiry of an event, nor by a restart. */
class RestraintTest {

    private static final Duration LONGER_THAN_EVERY_EVENT = Duration.ofHours(1);
    private static final String HOST = "pc-1";

    private static final String ON_CALL = """
            $request : ActionRequested( $service : service )
                not BusinessHours( service == $service )
                OnCall( service == $service, $person : person )""";

    private static final String ASK = """
            insertLogical( new ApprovalRequired( $request, ApproverKind.PERSON, $person, 1, false,
                    ApprovalReason.HARD_TO_UNDO, "a test asks" ) );""";

    private static final String DENY = "insertLogical( new ActionDenied( $request, DenyReason.NO_TOUCH, \"never\" ) );";

    private static final String BUDGET = """
            insertLogical( new BudgetApplies( $request, "isolations", 1, 1440, "responder", 1,
                    BudgetReason.BLAST_RADIUS, "one a day" ) );""";

    private record Restraint(String name, ActionState.Name state, Rules rules, Consumer<Stage> cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Restraint> restraints() {
        return List.of(
                new Restraint(
                        "held by a freeze of the tier",
                        ActionState.Name.HELD,
                        permitted().holdingDuringFreezes(),
                        stage -> stage.state(period(stage, Period.CHANGE_FREEZE, ""))),
                new Restraint(
                        "held outside every window",
                        ActionState.Name.HELD,
                        holding("not MaintenanceWindow( service == $service )", "OUTSIDE_WINDOW"),
                        stage -> {}),
                new Restraint(
                        "held on a holiday",
                        ActionState.Name.HELD,
                        holding("exists Holiday( service == $service )", "HOLIDAY"),
                        stage -> stage.state(period(stage, Period.HOLIDAY, ""))),
                new Restraint(
                        "held while another is in force",
                        ActionState.Name.HELD,
                        permitted().holdingWhileAnotherIsInForce(),
                        RestraintTest::oneGoesFirst),
                new Restraint(
                        "held while its policy is quarantined",
                        ActionState.Name.HELD,
                        permitted().quarantining("MOD-911", "edr.isolate-host"),
                        stage -> {}),
                new Restraint(
                        "asked of a role",
                        ActionState.Name.AWAITING_APPROVAL,
                        permitted().askingResponders(2),
                        stage -> {}),
                new Restraint(
                        "asked where no policy says anything",
                        ActionState.Name.AWAITING_APPROVAL,
                        Rules.rules().isolatingMalware(),
                        stage -> {}),
                new Restraint(
                        "asked of the person on call",
                        ActionState.Name.AWAITING_APPROVAL,
                        permitted().with(Phase.TIME, "TIM-913", ON_CALL, ASK),
                        stage -> stage.state(period(stage, Period.ON_CALL, "rita"))),
                new Restraint(
                        "denied by a policy",
                        ActionState.Name.DENIED,
                        permitted().with(Phase.COORDINATE, "COO-911", "$request : ActionRequested()", DENY),
                        stage -> {}),
                new Restraint(
                        "denied by the no-touch list",
                        ActionState.Name.DENIED,
                        permitted(),
                        stage -> stage.state(new NoTouch(HOST, "a test wants it"))),
                new Restraint(
                        "beyond a budget",
                        ActionState.Name.AWAITING_APPROVAL,
                        permitted().with(Phase.MODERATE, "MOD-913", "$request : ActionRequested()", BUDGET),
                        RestraintTest::oneGoesFirst));
    }

    private static Rules permitted() {
        return Rules.rules().isolatingMalware().permittingEverything();
    }

    private static Rules holding(String condition, String reason) {
        return permitted()
                .with(
                        Phase.TIME,
                        "TIM-911",
                        "$request : ActionRequested( $service : service )\n    " + condition,
                        "insertLogical( new ActionHeld( $request, HoldReason." + reason + ", \"a test holds it\" ) );");
    }

    @ParameterizedTest
    @MethodSource("restraints")
    void isThereAfterEveryEventHasExpiredAndAfterARestart(Restraint restraint) {
        try (Stage stage = new Stage(restraint.rules)) {
            restraint.cause.accept(stage);
            stage.malwareOn(HOST);
            assertThat(stage.actionOn(HOST).state().name()).isEqualTo(restraint.state);

            stage.waits(LONGER_THAN_EVERY_EVENT).ticks().scanFrom("198.51.100.7");
            stage.waits(LONGER_THAN_EVERY_EVENT).ticks();
            assertThat(stage.partition.liveFacts()).isPositive();
            assertThat(stage.actionOn(HOST).state().name()).isEqualTo(restraint.state);
            assertThat(stage.ordersOn(HOST)).isEmpty();

            try (Partition restarted = Restart.of(stage)) {
                List<Conclusion> after = goOn(restarted, stage);

                assertThat(after)
                        .flatExtracting(Conclusion::actions)
                        .extracting(Action.class::cast)
                        .filteredOn(action -> action.request().target().equals(HOST))
                        .extracting(action -> action.state().name())
                        .allMatch(restraint.state::equals);
                assertThat(after).flatExtracting(Conclusion::orders).isEmpty();
                if (restraint.state != ActionState.Name.DENIED) {
                    assertThat(restarted.docket().find(stage.actionOn(HOST).id()))
                            .map(action -> action.state().name())
                            .contains(restraint.state);
                }
            }
        }
    }

    /** The service says that it begins anew, the same alert comes again, and time goes by. */
    private static List<Conclusion> goOn(Partition restarted, Stage stage) {
        List<Conclusion> after = new ArrayList<>();
        long now = restarted.now();
        after.add(restarted.apply(new Input.RulesSwitched("test", "test"), now));
        Input.AlertReceived alert = stage.heard.stream()
                .map(Conclusion::input)
                .filter(Input.AlertReceived.class::isInstance)
                .map(Input.AlertReceived.class::cast)
                .filter(received -> received.report().observables().stream()
                        .anyMatch(observable -> observable.value().equals(HOST)))
                .findFirst()
                .orElseThrow();
        after.add(restarted.apply(new Input.AlertReceived("again", alert.report(), false), now));
        long end = now + LONGER_THAN_EVERY_EVENT.toMillis();
        for (OptionalLong due = restarted.nextDue();
                due.isPresent() && due.getAsLong() <= end;
                due = restarted.nextDue()) {
            after.add(restarted.apply(new Input.Tick(), due.getAsLong()));
        }
        after.add(restarted.apply(new Input.ContextStated(new NoTouch("elsewhere", "something happens"), "test"), end));
        return after;
    }

    private static void oneGoesFirst(Stage stage) {
        stage.malwareOn("pc-2");
        stage.reports("pc-2", Operation.DO, Outcome.SUCCEEDED);
    }

    private static Planned period(Stage stage, Period period, String person) {
        long now = stage.now().toEpochMilli();
        return new Planned(
                "period",
                period,
                "",
                now,
                now + Duration.ofHours(12).toMillis(),
                Criticality.NORMAL,
                "",
                person,
                Schedule.NONE);
    }
}
