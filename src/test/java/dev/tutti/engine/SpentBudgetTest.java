package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Input;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.Context;
import dev.tutti.fact.SeparateDuties;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was asked because a budget was spent stays asked, whatever the clock says. */
class SpentBudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(60);

    private static final Rules ONE_AN_HOUR = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.MODERATE,
                    "MOD-904",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new BudgetApplies( $request, \"isolations\", 1, 60, \"responder\", 2,"
                            + " BudgetReason.BLAST_RADIUS, \"one an hour\" ) );");

    private static final Rules ONE_AN_HOUR_WHERE_DUTIES_ARE_SEPARATE = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.MODERATE,
                    "MOD-905",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )\n"
                            + "    SeparateDuties( capability == \"edr.isolate-host\" )",
                    "insertLogical( new BudgetApplies( $request, \"isolations\", 1, 60, \"responder\", 2,"
                            + " BudgetReason.BLAST_RADIUS, \"one an hour\" ) );");

    @Test
    void aQuestionStandsAlsoWhenTheWindowHasMovedOn() {
        try (Stage stage = new Stage(ONE_AN_HOUR)) {
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");

            stage.waits(WINDOW.multipliedBy(3)).ticks();
            assertThat(stage.states()).contains("pc-2 AWAITING_APPROVAL");
            stage.votes("rita", Verdict.APPROVE, "pc-2");
            assertThat(stage.states())
                    .as("one of two has agreed, and the budget has room")
                    .contains("pc-2 AWAITING_APPROVAL");
            stage.votes("ravi", Verdict.APPROVE, "pc-2");

            assertThat(stage.states()).contains("pc-2 DISPATCHED");
        }
    }

    @Test
    void whatIsNewDrawsOnTheRoomThatTheQuestionLeaves() {
        try (Stage stage = new Stage(ONE_AN_HOUR)) {
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");

            stage.waits(WINDOW).ticks();
            stage.malwareOn("pc-3");

            assertThat(stage.states()).contains("pc-2 AWAITING_APPROVAL", "pc-3 DISPATCHED");
        }
    }

    @Test
    void theQuestionIsTakenBackWhenTheBudgetAppliesNoLonger() {
        Context separate = new SeparateDuties("edr.isolate-host", "responder", "lead");
        try (Stage stage = new Stage(ONE_AN_HOUR_WHERE_DUTIES_ARE_SEPARATE)) {
            stage.state(separate);
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");
            assertThat(stage.states()).contains("pc-2 AWAITING_APPROVAL");

            stage.says(new Input.ContextEnded(separate.factId(), "tester"));

            assertThat(stage.states()).contains("pc-2 DISPATCHED");
        }
    }
}
