package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Headline;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionTest {

    @Test
    void actsOnWhatIsPermitted() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().permittingEverything())) {
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.ACTED);
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void asksAHumanWhenNoPolicyJudges() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware())) {
            assertThat(stage.malwareOn("pc-1").items().get(0).grounds().get(0).reason())
                    .isEqualTo("NO_POLICY");
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void holdsUntilTheFreezeEndsAndThenActs() {
        try (Stage stage = new Stage(
                Rules.rules().isolatingMalware().permittingEverything().holdingDuringFreezes())) {
            stage.freeze("intranet", Duration.ofHours(2));

            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.HELD);
            assertThat(stage.waits(Duration.ofMinutes(119)).ticks().states()).containsExactly("pc-1 HELD");
            assertThat(stage.waits(Duration.ofMinutes(1)).ticks().states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void letsTwoOfSixHeldActionsGoOutUnderABudgetOfTwoAndAsksForFour() {
        Rules rules = Rules.rules()
                .isolatingMalware()
                .permittingEverything()
                .holdingDuringFreezes()
                .with(
                        Phase.MODERATE,
                        "MOD-901",
                        "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                        "insertLogical( new BudgetApplies( $request, \"isolations\", 2, 60, \"responder\", 2, BudgetReason.BLAST_RADIUS, \"at most two an hour\" ) );");
        try (Stage stage = new Stage(rules)) {
            stage.freeze("intranet", Duration.ofHours(1));
            for (int i = 1; i <= 6; i++) {
                stage.malwareOn("pc-" + i);
            }

            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(stage.states())
                    .containsExactly(
                            "pc-1 DISPATCHED",
                            "pc-2 DISPATCHED",
                            "pc-3 AWAITING_APPROVAL",
                            "pc-4 AWAITING_APPROVAL",
                            "pc-5 AWAITING_APPROVAL",
                            "pc-6 AWAITING_APPROVAL");
        }
    }

    @Test
    void aSecondAlertBecomesAFurtherCauseOfTheOpenAction() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware())) {
            stage.malwareOn("pc-1");

            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.SUPPRESSED);
            assertThat(stage.states()).hasSize(1);
            assertThat(stage.heard.get(stage.heard.size() - 1).causes()).hasSize(1);
        }
    }
}
