package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.FindingRecord;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.fact.FindingKind;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules and Tutti itself find, and what may follow from it. */
class PartitionFindingTest {

    private static final Rules FINDING = Rules.rules()
            .with(
                    Phase.ENRICH,
                    "CON-900",
                    "Overdue( kind == UpkeepKind.FEED, $id : id, $owner : owner )",
                    "insertLogical( new Finding( FindingKind.STALE, $id, $owner, $id + \" is stale\" ) );")
            .with(
                    Phase.RESPOND,
                    "RES-901",
                    "Finding( kind == FindingKind.STALE, $id : subject, $owner : owner )",
                    "insert( new Proposal( \"\", \"chat.post\", \"@\" + $owner, \"text\", $id + \" is stale\" ) );")
            .permittingEverything();

    private static final Rules APART = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.COORDINATE,
                    "COO-901",
                    "$request : ActionRequested( service == \"payments\" )",
                    "insertLogical( new ActionDenied( $request, DenyReason.DISAPPROVED, \"never there\" ) );");

    @Test
    void findsWhatIsOverdueAtTheMomentAtWhichItIsAndOnce() {
        try (Stage stage = new Stage(FINDING)) {
            feed(stage, Stage.START.toEpochMilli());
            stage.waits(Duration.ofHours(24).minusMillis(1)).ticks();
            assertThat(found(stage)).isEmpty();

            stage.waits(Duration.ofMillis(1)).ticks();
            stage.scanFrom("198.51.100.7");
            stage.waits(Duration.ofDays(2)).scanFrom("198.51.100.7");

            assertThat(found(stage)).singleElement().satisfies(record -> {
                assertThat(record.finding().kind()).isEqualTo(FindingKind.STALE);
                assertThat(record.finding().owner()).isEqualTo("nora");
                assertThat(record.policies()).containsExactly("CON-900");
                assertThat(record.openedAt())
                        .isEqualTo(Stage.START.plus(Duration.ofHours(24)).toEpochMilli());
            });
        }
    }

    @Test
    void closesTheFindingWhenSomebodyHasSeenToIt() {
        try (Stage stage = new Stage(FINDING)) {
            feed(stage, Stage.START.toEpochMilli());
            stage.waits(Duration.ofHours(30)).ticks();

            feed(stage, stage.now().toEpochMilli());

            assertThat(found(stage)).extracting(FindingRecord::closed).containsExactly(false, true);
            assertThat(stage.waits(Duration.ofHours(24)).ticks().heard.stream()
                            .flatMap(conclusion -> conclusion.findings().stream())
                            .map(FindingRecord::id)
                            .distinct())
                    .hasSize(2);
        }
    }

    @Test
    void mayActOnAFindingThatNoAlertCaused() {
        try (Stage stage = new Stage(FINDING)) {
            feed(stage, Stage.START.toEpochMilli());

            stage.waits(Duration.ofHours(24)).ticks();

            assertThat(stage.states()).containsExactly("@nora DISPATCHED");
            assertThat(stage.actionOn("@nora").request().tenant()).isEqualTo("default");
            assertThat(stage.heard.get(stage.heard.size() - 1).causes()).isEmpty();
        }
    }

    @Test
    void hearsOfAConflictOnceAndTheDenialStands() {
        try (Stage stage = new Stage(APART)) {
            stage.malwareOn("pay-db-1");
            stage.malwareOn("pc-1");
            stage.proposes("rita", "chat.post", "pay-db-1");
            stage.malwareOn("pay-db-1");

            assertThat(stage.states()).contains("pay-db-1 DENIED", "pc-1 DISPATCHED");
            assertThat(found(stage))
                    .extracting(record -> record.finding().subject())
                    .containsExactly("COO-901 and MOD-900 on edr.isolate-host", "COO-901 and MOD-900 on chat.post");
        }
    }

    @Test
    void aConflictStaysOpenUntilAPersonHasDealtWithIt() {
        try (Stage stage = new Stage(APART)) {
            stage.malwareOn("pay-db-1");
            String factId = found(stage).get(0).finding().factId();
            stage.waits(Duration.ofDays(3)).ticks().scanFrom("198.51.100.7");
            assertThat(stage.partition.docket().openFindings()).containsExactly(factId);

            Answer closed = stage.says(new Input.FindingClosed(factId, "olivia", "the denial is meant"))
                    .answer();

            assertThat(closed).isEqualTo(new Answer.Noted());
            assertThat(stage.partition.docket().openFindings()).isEmpty();
            stage.malwareOn("pay-db-1");
            assertThat(stage.partition.docket().openFindings()).isEmpty();
        }
    }

    @Test
    void nobodyClosesWhatAPolicyConcludes() {
        try (Stage stage = new Stage(FINDING)) {
            feed(stage, Stage.START.toEpochMilli());
            stage.waits(Duration.ofHours(24)).ticks();

            assertThat(stage.says(new Input.FindingClosed("Finding:STALE:feed", "olivia", "seen"))
                            .answer())
                    .isEqualTo(new Answer.Refused(Refusal.CAUSE_STANDS));
            assertThat(stage.partition.docket().openFindings()).containsExactly("Finding:STALE:feed");
        }
    }

    private static void feed(Stage stage, long since) {
        stage.state(new Upkeep("feed", UpkeepKind.FEED, "nora", since, 24));
    }

    private static List<FindingRecord> found(Stage stage) {
        return stage.heard.stream()
                .flatMap(conclusion -> conclusion.findings().stream())
                .toList();
    }
}
