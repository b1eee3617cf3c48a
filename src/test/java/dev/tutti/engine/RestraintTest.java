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
import org.junit.jupiter.params.provider.EnumSource;

/** A restraint ends by an input and never by the expiry of an event, nor by a restart. */
class RestraintTest {

    private static final Duration LONGER_THAN_EVERY_EVENT = Duration.ofHours(1);
    private static final String HOST = "pc-1";

    enum Restraint {
        HELD_BY_A_FREEZE_OF_THE_TIER(
                ActionState.Name.HELD,
                permitted().holdingDuringFreezes(),
                stage -> stage.state(period(stage, Period.CHANGE_FREEZE, ""))),
        HELD_OUTSIDE_EVERY_WINDOW(
                ActionState.Name.HELD,
                permitted()
                        .with(
                                Phase.TIME,
                                "TIM-911",
                                "$request : ActionRequested( $service : service )\n"
                                        + "    not MaintenanceWindow( service == $service )",
                                hold("OUTSIDE_WINDOW")),
                stage -> {}),
        HELD_ON_A_HOLIDAY(
                ActionState.Name.HELD,
                permitted()
                        .with(
                                Phase.TIME,
                                "TIM-912",
                                "$request : ActionRequested( $service : service )\n"
                                        + "    exists Holiday( service == $service )",
                                hold("HOLIDAY")),
                stage -> stage.state(period(stage, Period.HOLIDAY, ""))),
        HELD_WHILE_ANOTHER_IS_IN_FORCE(
                ActionState.Name.HELD, permitted().holdingWhileAnotherIsInForce(), RestraintTest::oneGoesFirst),
        HELD_WHILE_ITS_POLICY_IS_QUARANTINED(
                ActionState.Name.HELD, permitted().quarantining("MOD-911", "edr.isolate-host"), stage -> {}),
        ASKED_OF_A_ROLE(ActionState.Name.AWAITING_APPROVAL, permitted().askingResponders(2), stage -> {}),
        ASKED_WHERE_NO_POLICY_SAYS_ANYTHING(
                ActionState.Name.AWAITING_APPROVAL, Rules.rules().isolatingMalware(), stage -> {}),
        ASKED_OF_THE_PERSON_ON_CALL(
                ActionState.Name.AWAITING_APPROVAL,
                permitted()
                        .with(
                                Phase.TIME,
                                "TIM-913",
                                "$request : ActionRequested( $service : service )\n"
                                        + "    not BusinessHours( service == $service )\n"
                                        + "    OnCall( service == $service, $person : person )",
                                "insertLogical( new ApprovalRequired( $request, ApproverKind.PERSON, $person, 1, false,"
                                        + " ApprovalReason.HARD_TO_UNDO, \"on call\" ) );"),
                stage -> stage.state(period(stage, Period.ON_CALL, "rita"))),
        DENIED_BY_A_POLICY(
                ActionState.Name.DENIED,
                permitted()
                        .with(
                                Phase.COORDINATE,
                                "COO-911",
                                "$request : ActionRequested()",
                                "insertLogical( new ActionDenied( $request, DenyReason.NO_TOUCH, \"never\" ) );"),
                stage -> {}),
        DENIED_BY_THE_NO_TOUCH_LIST(
                ActionState.Name.DENIED, permitted(), stage -> stage.state(new NoTouch(HOST, "a test wants it"))),
        BEYOND_A_BUDGET(
                ActionState.Name.AWAITING_APPROVAL,
                permitted()
                        .with(
                                Phase.MODERATE,
                                "MOD-913",
                                "$request : ActionRequested()",
                                "insertLogical( new BudgetApplies( $request, \"isolations\", 1, 1440, \"responder\", 1,"
                                        + " BudgetReason.BLAST_RADIUS, \"one a day\" ) );"),
                RestraintTest::oneGoesFirst);

        private final ActionState.Name state;
        private final Rules rules;
        private final Consumer<Stage> cause;

        Restraint(ActionState.Name state, Rules rules, Consumer<Stage> cause) {
            this.state = state;
            this.rules = rules;
            this.cause = cause;
        }

        private static Rules permitted() {
            return Rules.rules().isolatingMalware().permittingEverything();
        }

        private static String hold(String reason) {
            return "insertLogical( new ActionHeld( $request, HoldReason." + reason + ", \"a test holds it\" ) );";
        }
    }

    @ParameterizedTest
    @EnumSource(Restraint.class)
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
