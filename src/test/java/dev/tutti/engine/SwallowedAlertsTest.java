package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same alert a thousand times is one story, and its end says how many it swallowed. */
class SwallowedAlertsTest {

    /** More than rules are shown of the alerts behind one action. */
    private static final int MANY = 130;

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-950",
                    "Alert( kind == Kind.MALWARE, host == \"pc-1\", $host : host, $id : id )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-951",
                    "Alert( kind == Kind.SCAN, $first : id, $host : host )\n"
                            + "    exists Alert( kind in ( Kind.INTRUSION, Kind.EXFILTRATION ), host == $host )",
                    "insert( new Proposal( $first, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-952",
                    "Alert( kind == Kind.INTRUSION, $first : id, $host : host )",
                    "insert( new Proposal( $first, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-953",
                    "ActionEnded( capability == \"edr.isolate-host\", $repeats : repeats, $alert : alertId )",
                    "insert( new Proposal( $alert, \"chat.post\", \"#soc\", \"text\", \"swallowed \" + $repeats ) );");

    @Test
    void theEndSaysHowManyFurtherAlertsAskedForTheSame() {
        try (Stage stage = new Stage(RULES)) {
            isolated(stage, MANY);

            assertThat(ended(stage)).isEqualTo("swallowed " + (MANY - 1));
        }
    }

    @Test
    void anActionThatNobodyAskedForAgainSwallowedNothing() {
        try (Stage stage = new Stage(RULES)) {
            isolated(stage, 1);

            assertThat(ended(stage)).isEqualTo("swallowed 0");
        }
    }

    @Test
    void everyAlertThatCountsIsAnsweredAsSuppressed() {
        try (Stage stage = new Stage(RULES)) {
            isolated(stage, MANY);

            assertThat(stage.heard.stream()
                            .flatMap(conclusion -> conclusion.decisions().stream())
                            .filter(decision -> decision.headline() == Headline.SUPPRESSED))
                    .hasSize(MANY - 1);
            assertThat(repeats(stage)).isEqualTo(MANY - 1L);
        }
    }

    @Test
    void alertsThatOpenedItTogetherAreNotSwallowed() {
        try (Stage stage = new Stage(RULES)) {
            stage.alert(Kind.SCAN, host("pc-2"));
            stage.alert(Kind.INTRUSION, host("pc-2"));
            stage.answers("pc-2");

            assertThat(stage.heard.stream().flatMap(each -> each.causes().stream()))
                    .hasSize(2);
            assertThat(ended(stage)).isEqualTo("swallowed 0");
        }
    }

    @Test
    void anAlertThatAnotherOneBringsInLaterIsACauseAndNotSwallowed() {
        try (Stage stage = new Stage(RULES)) {
            stage.alert(Kind.SCAN, host("pc-3"));
            stage.alert(Kind.MALWARE, host("pc-3"));
            stage.answers("pc-3");
            stage.alert(Kind.EXFILTRATION, host("pc-3"));

            assertThat(stage.heard.stream().flatMap(each -> each.causes().stream()))
                    .hasSize(2);
            assertThat(ended(stage)).isEqualTo("swallowed 0");
        }
    }

    @Test
    void theNextActionCountsFromTheBeginning() {
        try (Stage stage = new Stage(RULES)) {
            isolated(stage, 5);
            assertThat(ended(stage)).isEqualTo("swallowed 4");

            isolated(stage, 3);

            assertThat(ended(stage)).isEqualTo("swallowed 2");
        }
    }

    @Test
    void theCountOutlivesARestart() {
        try (Stage stage = new Stage(RULES)) {
            isolated(stage, MANY);
            int stopped = stage.heard.size();
            try (Partition rebuilt = Restart.of(stage)) {
                stage.malwareOn("pc-1");
                assertThat(ended(stage)).isEqualTo("swallowed " + MANY);

                for (Conclusion before : stage.heard.subList(stopped, stage.heard.size())) {
                    Conclusion after = rebuilt.apply(before.input(), before.at());
                    assertThat(after.actions()).isEqualTo(before.actions());
                    assertThat(after.causes()).isEqualTo(before.causes());
                }
            }
        }
    }

    private static void isolated(Stage stage, int alerts) {
        stage.malwareOn("pc-1");
        stage.answers("pc-1");
        for (int i = 1; i < alerts; i++) {
            stage.waits(Duration.ofSeconds(1)).malwareOn("pc-1");
        }
    }

    /** What the rule says when the isolation that was opened last has ended by itself. */
    private static String ended(Stage stage) {
        String target = stage.heard.stream()
                .flatMap(each -> each.actions().stream())
                .filter(action -> action.request().capability().equals("edr.isolate-host"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .request()
                .target();
        stage.waits(Duration.ofHours(4)).ticks();
        stage.reports(target, Operation.UNDO, Outcome.SUCCEEDED);
        return stage.heard.get(stage.heard.size() - 1).actions().stream()
                .filter(action -> action.request().capability().equals("chat.post"))
                .flatMap(action -> action.request().parameters().stream())
                .map(Parameter::value)
                .reduce((first, second) -> second)
                .orElse("nothing");
    }

    private static long repeats(Stage stage) {
        return stage.heard.stream()
                .flatMap(each -> each.causes().stream())
                .filter(Cause::repeat)
                .count();
    }

    private static Observable host(String name) {
        return new Observable(ObservableType.HOST, ObservableRole.TARGET, name);
    }
}
