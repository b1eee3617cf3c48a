package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.BrokenGlass;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Review;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Overriding a hold or a missing approval, and what it costs. */
class BreakGlassTest {

    private static final Rules HOLDING =
            Rules.rules().permittingEverything().isolatingMalware().holdingDuringFreezes();

    private static final Rules FINDING_OVERDUE = Rules.rules()
            .permittingEverything()
            .isolatingMalware()
            .holdingDuringFreezes()
            .with(
                    Phase.ENRICH,
                    "CON-900",
                    "Review( $id : actionId, $by : by, $target : target ) exists Overdue( id == $id )",
                    "insertLogical( new Finding( FindingKind.REVIEW_OVERDUE, $by + \" \" + $target, \"\", \"late\" ) );");

    @Test
    void whoHasTheRightOverridesAHold() {
        try (Stage stage = new Stage(HOLDING)) {
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            breaks(stage, "rita");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
            assertThat(stage.actionOn("pc-1").grounds())
                    .singleElement()
                    .satisfies(ground -> assertThat(ground.reason()).isEqualTo("BREAK_GLASS"))
                    .satisfies(ground -> assertThat(ground.text()).contains("rita", "it spreads"));
        }
    }

    @Test
    void whoHasTheRightOverridesAMissingApproval() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().askingResponders(2))) {
            stage.state(new BreakGlassRight("rita"));
            stage.malwareOn("pc-1");

            breaks(stage, "rita");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void nobodyElseDoes() {
        try (Stage stage = new Stage(HOLDING)) {
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            assertThat(breaks(stage, "ravi")).isEqualTo(new Answer.Refused(Refusal.NO_RIGHT));
            assertThat(stage.states()).containsExactly("pc-1 HELD");
        }
    }

    @Test
    void aDenialStands() {
        try (Stage stage = new Stage(HOLDING)) {
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");

            stage.state(new NoTouch("pc-2", "the boss's"));
            breaks(stage, "rita");
            Answer second = stage.says(new Input.GlassBroken(
                            stage.actionOn("pc-2").id(),
                            "rita",
                            "it spreads",
                            stage.actionOn("pc-2").digest()))
                    .answer();

            assertThat(second).isEqualTo(new Answer.Refused(Refusal.UNKNOWN_ACTION));
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED", "pc-2 DENIED");
        }
    }

    @Test
    void anOverrideOpensAReviewThatSomebodyElseCloses() {
        try (Stage stage = new Stage(HOLDING)) {
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            breaks(stage, "rita");
            assertThat(stage.heard)
                    .flatMap(conclusion -> conclusion.recorded().stated())
                    .singleElement()
                    .isInstanceOfSatisfying(Review.class, review -> {
                        assertThat(review.by()).isEqualTo("rita");
                        assertThat(review.due())
                                .isEqualTo(stage.now().plus(Duration.ofDays(3)).toEpochMilli());
                    });

            assertThat(closes(stage, "Rita")).isEqualTo(new Answer.Refused(Refusal.SELF_APPROVAL));
            assertThat(closes(stage, "olivia")).isEqualTo(new Answer.Noted());
            assertThat(closes(stage, "olivia")).isEqualTo(new Answer.Refused(Refusal.NOT_UNDER_REVIEW));
            assertThat(stage.heard)
                    .flatMap(conclusion -> conclusion.recorded().ended())
                    .containsExactly("Review:" + stage.actionOn("pc-1").id());
        }
    }

    @Test
    void aReviewIsOverdueFromTheMomentThatWasSetWhenTheGlassWasBroken() {
        try (Stage stage = new Stage(FINDING_OVERDUE)) {
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");
            Action held = stage.actionOn("pc-1");
            stage.says(new Input.GlassBroken(
                    held.id(),
                    "rita",
                    "it spreads",
                    held.digest(),
                    Duration.ofHours(5).toMillis()));

            stage.waits(Duration.ofHours(5).minusMillis(1)).ticks();
            assertThat(found(stage)).isEmpty();
            stage.waits(Duration.ofMillis(1)).ticks();
            assertThat(found(stage)).containsExactly("rita pc-1 false");

            closes(stage, "olivia");
            assertThat(found(stage)).containsExactly("rita pc-1 false", "rita pc-1 true");
        }
    }

    @Test
    void whatIsReviewedInTimeIsNeverFound() {
        try (Stage stage = new Stage(FINDING_OVERDUE)) {
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");
            breaks(stage, "rita");

            stage.waits(BrokenGlass.REVIEW_WITHIN.minusMillis(1));
            closes(stage, "olivia");
            stage.waits(Duration.ofDays(9)).ticks();

            assertThat(found(stage)).isEmpty();
            assertThat(stage.heard)
                    .as("nothing falls due for a review that is closed")
                    .noneMatch(conclusion -> conclusion.input() instanceof Input.Tick
                            && conclusion.at()
                                    == Stage.START
                                            .plus(BrokenGlass.REVIEW_WITHIN)
                                            .toEpochMilli());
        }
    }

    private static List<String> found(Stage stage) {
        return stage.heard.stream()
                .flatMap(conclusion -> conclusion.findings().stream())
                .map(record -> record.finding().subject() + " " + record.closed())
                .toList();
    }

    private static Answer closes(Stage stage, String person) {
        String id = stage.actionOn("pc-1").id();
        return stage.says(new Input.ReviewClosed(id, person, "it was right")).answer();
    }

    private static Answer breaks(Stage stage, String person) {
        return stage.says(new Input.GlassBroken(
                        stage.actionOn("pc-1").id(),
                        person,
                        "it spreads",
                        stage.actionOn("pc-1").digest()))
                .answer();
    }
}
