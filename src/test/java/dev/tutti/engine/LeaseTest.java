package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Refusal;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an action stands: by its capability, by a ladder, and longer when two people say so. */
class LeaseTest {

    private static final Rules LADDER = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.MODERATE,
                    "MOD-821",
                    "$request : ActionRequested( capability == \"firewall.block-ip\", $ip : target )",
                    "insertLogical( new LeaseApplies( $request, \"blocks of \" + $ip, 60, 1440, 43200, 31,"
                            + " LeaseReason.REPEAT_OFFENDER, \"longer each time\" ) );");

    @Test
    void aRepeatOffenderClimbsTheLadder() {
        try (Stage stage = new Stage(LADDER)) {
            assertThat(lengthOfBlock(stage)).isEqualTo(Duration.ofHours(1));
            assertThat(lengthOfBlock(stage)).isEqualTo(Duration.ofDays(1));
            assertThat(lengthOfBlock(stage)).isEqualTo(Duration.ofDays(30));
        }
    }

    @Test
    void aLadderIsClimbedByEachTargetAlone() {
        try (Stage stage = new Stage(LADDER)) {
            lengthOfBlock(stage);

            stage.proposes("rita", "firewall.block-ip", "203.0.113.9");
            stage.reports("203.0.113.9", Operation.DO, Outcome.SUCCEEDED);

            assertThat(leaseOf(stage, "203.0.113.9")).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void whatHappenedLongAgoIsForgotten() {
        try (Stage stage = new Stage(LADDER)) {
            lengthOfBlock(stage);

            stage.waits(Duration.ofDays(32));

            assertThat(lengthOfBlock(stage)).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void theSecondPersonsWordRenewsALease() {
        try (Stage stage = new Stage(Rules.rules().permittingEverything())) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            stage.waits(Duration.ofHours(3));

            assertThat(renews(stage, "rita")).isInstanceOf(Answer.Granted.class);
            assertThat(renews(stage, "rita")).isEqualTo(new Answer.Refused(Refusal.SECOND_PERSON_NEEDED));
            assertThat(leaseOf(stage, "pc-1")).isEqualTo(Duration.ofHours(1));
            assertThat(renews(stage, "ravi")).isInstanceOf(Answer.Granted.class);

            assertThat(leaseOf(stage, "pc-1")).isEqualTo(Duration.ofHours(5));
            stage.waits(Duration.ofHours(5)).ticks();
            assertThat(stage.states()).containsExactly("pc-1 UNDOING");
        }
    }

    @Test
    void aLeaseThatOnePersonAloneWantsRenewedEnds() {
        try (Stage stage = new Stage(Rules.rules().permittingEverything())) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            renews(stage, "rita");

            stage.waits(Duration.ofHours(4)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 UNDOING");
        }
    }

    @Test
    void aLeaseIsRenewedForOneTimeAheadAndByResponders() {
        try (Stage stage = new Stage(Rules.rules().permittingEverything())) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.SUCCEEDED);
            stage.waits(Duration.ofHours(1));

            assertThat(renews(stage, "olivia")).isEqualTo(new Answer.Refused(Refusal.NO_RIGHT));
            renews(stage, "rita");
            renews(stage, "ravi");

            assertThat(renews(stage, "rita")).isEqualTo(new Answer.Refused(Refusal.NOT_RENEWABLE));
        }
    }

    private static Answer renews(Stage stage, String person) {
        String id = stage.actionOn("pc-1").id();
        return stage.says(new Input.RenewalAsked(id, person, "it is not cleaned yet"))
                .answer();
    }

    private static Duration lengthOfBlock(Stage stage) {
        stage.proposes("rita", "firewall.block-ip", "203.0.113.7");
        stage.reports("203.0.113.7", Operation.DO, Outcome.SUCCEEDED);
        Duration length = leaseOf(stage, "203.0.113.7");
        stage.waits(Duration.ofMinutes(5));
        stage.says(new Input.UndoAsked(stage.actionOn("203.0.113.7").id(), "rita", "enough"));
        stage.reports("203.0.113.7", Operation.UNDO, Outcome.SUCCEEDED);
        return length;
    }

    private static Duration leaseOf(Stage stage, String target) {
        ActionState.Succeeded state =
                (ActionState.Succeeded) stage.actionOn(target).state();
        return Duration.ofMillis(state.leaseUntil() - stage.now().toEpochMilli());
    }
}
