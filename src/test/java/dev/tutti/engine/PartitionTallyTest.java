package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.TallyBucket;
import dev.tutti.decision.TallyChanges;
import dev.tutti.decision.TallyStart;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a tally does within a partition. */
class PartitionTallyTest {

    private static final String ATTACKER = "203.0.113.77";

    private static final TallyDeclaration LOGINS = new TallyDeclaration(
            "logins",
            new TallyDeclaration.Condition(Optional.of(Kind.CREDENTIAL), Severity.UNKNOWN, "", "", ""),
            List.of(AlertComponent.SOURCE_IP),
            Duration.ofHours(1),
            Optional.of(AlertComponent.USER));

    private static final Rules BLOCKING = Rules.rules()
            .with(
                    Phase.ENRICH,
                    "CON-940",
                    "Tally( name == \"logins\", distinct >= 3, $tenant : tenant, $ip : sourceIp )",
                    "insertLogical( new PasswordSpraying( $tenant, $ip ) );")
            .counting(LOGINS)
            .with(
                    Phase.RESPOND,
                    "RES-940",
                    "PasswordSpraying( $ip : address )\n    Alert( kind == Kind.CREDENTIAL, sourceIp == $ip, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", $ip ) );")
            .permittingEverything();

    /** Whatever is proposed against a host waits as long as its user fails to log in. */
    private static final Rules HOLDING = Rules.rules()
            .isolatingMalware()
            .permittingEverything()
            .with(
                    Phase.COORDINATE,
                    "COO-940",
                    "$request : ActionRequested( $host : target )\n"
                            + "    Tally( name == \"logins_to_host\", count >= 2, host == $host )",
                    "insertLogical( new ActionHeld( $request, HoldReason.AWAITING_EARLIER_STEP, \"somebody is at it\" ) );")
            .counting(new TallyDeclaration(
                    "logins_to_host",
                    LOGINS.counts(),
                    List.of(AlertComponent.HOST),
                    Duration.ofHours(1),
                    Optional.empty()));

    @Test
    void anAlertSeesACountThatIncludesItself() {
        try (Stage stage = new Stage(BLOCKING)) {
            fails(stage, "anna", ATTACKER);
            fails(stage, "boris", ATTACKER);

            assertThat(fails(stage, "clara", ATTACKER)).isEqualTo(Headline.ACTED);
            assertThat(stage.ordersOn(ATTACKER)).containsExactly(Operation.DO);
        }
    }

    @Test
    void alertsFarOlderThanAnyEventStillCount() {
        try (Stage stage = new Stage(BLOCKING)) {
            fails(stage, "anna", ATTACKER);
            fails(stage, "boris", ATTACKER);

            stage.waits(Duration.ofMinutes(59));
            assertThat(fails(stage, "clara", ATTACKER)).isEqualTo(Headline.ACTED);
        }
    }

    @Test
    void alertsOlderThanTheWindowDoNot() {
        try (Stage stage = new Stage(BLOCKING)) {
            fails(stage, "anna", ATTACKER);
            fails(stage, "boris", ATTACKER);

            stage.waits(Duration.ofMinutes(60));
            assertThat(fails(stage, "clara", ATTACKER)).isEqualTo(Headline.UNMATCHED);
        }
    }

    @Test
    void aFurtherAlertIsAFurtherCauseAndFiresForNoEarlierOne() {
        try (Stage stage = new Stage(BLOCKING)) {
            for (String user : List.of("anna", "boris", "clara", "david")) {
                fails(stage, user, ATTACKER);
            }

            fails(stage, "elena", ATTACKER);

            assertThat(last(stage).firings())
                    .extracting(firing -> firing.policyId())
                    .containsExactlyInAnyOrder("CON-940", "RES-940");
            assertThat(last(stage).causes()).hasSize(1);
            assertThat(stage.ordersOn(ATTACKER)).containsExactly(Operation.DO);
        }
    }

    @Test
    void aJudgementOnATallyOutlivesEveryEventAndEndsWithATickOnly() {
        try (Stage stage = new Stage(HOLDING)) {
            fails(stage, "anna", ATTACKER);
            fails(stage, "anna", ATTACKER);
            stage.malwareOn("pc-1");
            assertThat(stage.states()).containsExactly("pc-1 HELD");

            stage.waits(Duration.ofMinutes(59)).ticks().scanFrom("198.51.100.7");
            assertThat(stage.states()).containsExactly("pc-1 HELD");
            int heard = stage.heard.size();
            stage.waits(Duration.ofMinutes(1)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
            assertThat(stage.heard.subList(heard, stage.heard.size()))
                    .singleElement()
                    .satisfies(conclusion -> assertThat(conclusion.input()).isEqualTo(new Input.Tick()));
        }
    }

    @Test
    void aBurstOfAlertsMakesATickForEachBucketAndNoMore() {
        try (Stage stage = new Stage(BLOCKING)) {
            for (int i = 0; i < 600; i++) { // ten minutes, a bucket each
                fails(stage, "user-" + i % 2, "198.51.100." + i % 50);
                stage.waits(Duration.ofSeconds(1));
            }
            int heard = stage.heard.size();

            stage.waits(Duration.ofHours(5)).ticks();

            assertThat(stage.heard.subList(heard, stage.heard.size())).hasSize(10);
            assertThat(stage.partition.nextDue()).isEmpty();
        }
    }

    @Test
    void memoryHoldsNothingOfAKeyWithoutACount() {
        try (Stage stage = new Stage(BLOCKING)) {
            long before = stage.partition.liveFacts();
            for (int i = 0; i < 100; i++) {
                fails(stage, "anna", "198.51.100." + i);
            }
            assertThat(stage.partition.liveFacts()).isEqualTo(before + 200); // an alert and a tally each

            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(stage.partition.liveFacts()).isEqualTo(before);
        }
    }

    @Test
    void whatChangedIsPartOfTheConclusionOnceCountingHasBegun() {
        try (Stage stage = new Stage(BLOCKING)) {
            Conclusion begun = stage.says(new Input.RulesSwitched("", "test"));
            fails(stage, "anna", ATTACKER);
            Conclusion counted = last(stage);
            stage.scanFrom("198.51.100.7");

            assertThat(begun.tallies().counting())
                    .extracting(TallyStart::tally, TallyStart::sequence)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("logins", begun.sequence()));
            TallyBucket bucket = counted.tallies().buckets().get(0);
            assertThat(bucket.key()).containsExactly("default", ATTACKER);
            assertThat(bucket.count()).isOne();
            assertThat(Instant.ofEpochMilli(bucket.startsAt())).isEqualTo(stage.now());
            assertThat(last(stage).tallies()).isEqualTo(TallyChanges.NONE);
        }
    }

    private static Conclusion last(Stage stage) {
        return stage.heard.get(stage.heard.size() - 1);
    }

    private static Headline fails(Stage stage, String user, String address) {
        return stage.alert(
                        Kind.CREDENTIAL,
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, address),
                        new Observable(ObservableType.USER, ObservableRole.TARGET, user),
                        new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-1"))
                .headline();
    }
}
