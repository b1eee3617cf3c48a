package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Ground;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Tallies;
import dev.tutti.fact.Parameter;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do, and what follows from what they say of it. */
class PartitionTaskTest {

    /** Somebody looks at the host; if it is theirs, it is isolated; if nobody did, the channel hears of it. */
    private static final Rules RULES = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-950",
                    "Alert( kind == Kind.MALWARE, $id : id, $host : host )",
                    "insert( new Proposal( $id, \"task.assign\", \"@bea\", \"host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-951",
                    "ActionResult( capability == \"task.assign\", name == \"infected\", $host : value, $alert : alertId )",
                    "insert( new Proposal( $alert, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-952",
                    "ActionEnded( capability == \"task.assign\", end == ActionEnd.FAILED, $alert : alertId )",
                    "insert( new Proposal( $alert, \"chat.post\", \"#soc\", \"text\", \"nobody looked\" ) );");

    @Test
    void aTaskGoesToNoTool() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");

            assertThat(stage.states()).containsExactly("@bea DISPATCHED");
            assertThat(stage.ordersOn("@bea")).isEmpty();
            assertThat(stage.actionOn("@bea").byPeople()).isTrue();
        }
    }

    @Test
    void whatAPersonFoundBeginsTheNextStepOfAMachine() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");
            stage.waits(Duration.ofHours(2)).ticks();

            Conclusion settled = settles(stage, "bea", true, new Parameter("infected", "pc-1"));

            assertThat(stage.states()).containsExactly("@bea SUCCEEDED", "pc-1 DISPATCHED");
            assertThat(stage.ordersOn("pc-1")).containsExactly(Operation.DO);
            assertThat(settled.causes()).extracting(cause -> cause.alertId()).containsExactly("alert-1");
            assertThat(settled.answer()).isInstanceOf(Answer.Granted.class);
        }
    }

    @Test
    void whoeverAskedForATaskMaySayThatItIsDone() {
        try (Stage stage = new Stage(RULES)) {
            stage.proposes("rita", "task.assign", "@bea");

            settles(stage, "rita", true);

            assertThat(stage.states()).containsExactly("@bea SUCCEEDED");
        }
    }

    @Test
    void whatAPersonCouldNotDoHasFailed() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");

            settles(stage, "bea", false, new Parameter("infected", "pc-1"));

            assertThat(stage.states()).containsExactly("@bea FAILED", "#soc DISPATCHED");
            assertThat(stage.actionOn("@bea").results()).isEmpty();
        }
    }

    @Test
    void whatNobodyDidInTimeHasFailed() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");

            stage.waits(Duration.ofHours(8).minusMillis(1)).ticks();
            assertThat(stage.states()).containsExactly("@bea DISPATCHED");
            stage.waits(Duration.ofMillis(1)).ticks();

            assertThat(stage.states()).containsExactly("@bea FAILED", "#soc DISPATCHED");
            assertThat(stage.actionOn("@bea").grounds())
                    .extracting(Ground::reason)
                    .containsExactly("NOT_DONE_IN_TIME");
        }
    }

    @Test
    void aToolIsWaitedForAsLongAsItTakes() {
        try (Stage stage = new Stage(RULES)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            stage.waits(Duration.ofDays(3)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void nobodySettlesWhatAToolIsAskedFor() {
        try (Stage stage = new Stage(RULES)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            Conclusion settled =
                    stage.says(new Input.SettlementGiven(stage.actionOn("pc-1").id(), "bea", true, "I saw it"));

            assertThat(settled.answer()).isEqualTo(new Answer.Refused(Refusal.NOT_UNCERTAIN));
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void whatWasFoundOutAboutAnUncertainActionIsAResultToo() {
        try (Stage stage = new Stage(RULES)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");
            stage.reports("pc-1", Operation.DO, Outcome.UNCERTAIN);

            stage.says(new Input.SettlementGiven(
                    stage.actionOn("pc-1").id(), "bea", true, "I saw it", List.of(new Parameter("seen", "yes"))));

            assertThat(stage.actionOn("pc-1").results()).containsExactly(new Parameter("seen", "yes"));
        }
    }

    @Test
    void whatPeopleDidIsNotUndone() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");
            settles(stage, "bea", true);

            Conclusion undo =
                    stage.says(new Input.UndoAsked(stage.actionOn("@bea").id(), "rita", "never mind"));
            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(undo.answer()).isEqualTo(new Answer.Refused(Refusal.NOT_REVERSIBLE));
            assertThat(stage.actionOn("@bea").closed()).isTrue();
            assertThat(stage.ordersOn("@bea")).isEmpty();
        }
    }

    @Test
    void aTaskIsOneAlsoAfterARebuild() {
        try (Stage stage = new Stage(RULES)) {
            stage.malwareOn("pc-1");
            Action task = stage.actionOn("@bea");
            try (Partition rebuilt = Rebuild.of(
                    RULES.compile(),
                    new Docket(Stage.terms(RULES), new BudgetLedger()),
                    new Tallies(List.of()),
                    stage.partition.sequence(),
                    stage.partition.now(),
                    List.of(),
                    List.of(task),
                    Map.of(),
                    List.of(),
                    done -> {})) {

                assertThat(rebuilt.nextDue()).hasValue(task.usefulUntil());
                rebuilt.apply(new Input.Tick(), task.usefulUntil());
                assertThat(rebuilt.docket().find(task.id())).isEmpty();
            }
        }
    }

    private static Conclusion settles(Stage stage, String person, boolean done, Parameter... results) {
        return stage.says(new Input.SettlementGiven(
                stage.actionOn("@bea").id(), person, done, "a test says so", List.of(results)));
    }
}
