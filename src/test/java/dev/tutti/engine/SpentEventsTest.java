package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Events that no rule can use again leave memory after their step, and nobody can tell by what is concluded. */
class SpentEventsTest {

    private static final Rules MIXED = Rules.rules()
            .isolatingMalware()
            .holdingDuringFreezes()
            .with(
                    Phase.ENRICH,
                    "CON-950",
                    "groupby( Alert( kind == Kind.SCAN, sourceIp != \"\", $ip : sourceIp ) over window:time( 5m );"
                            + " $address : $ip; $scans : count(); $scans >= 3 )",
                    "insertLogical( new ScanningAddress( $address ) );")
            .with(
                    Phase.RESPOND,
                    "RES-950",
                    "ScanningAddress( $address : address )\n    Alert( kind == Kind.SCAN, sourceIp == $address, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", $address ) );")
            .with(
                    Phase.RESPOND,
                    "RES-951",
                    "$first : Alert( kind == Kind.CREDENTIAL, host != \"\", $host : host )\n"
                            + "    Alert( kind == Kind.INTRUSION, host == $host, $id : id, this after[0s,10m] $first )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-952",
                    "Alert( kind == Kind.POLICY, host != \"\", $id : id, $host : host )\n"
                            + "    Asset( name == $host, service == \"payments\" )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-953",
                    "Alert( kind == Kind.OTHER, $id : id )\n    Observed( alertId == $id, type == ObservableType.USER, $user : value )",
                    "insert( new Proposal( $id, \"chat.post\", $user ) );");

    @Test
    void anAlertThatOnlySimpleRulesMatchIsGoneAfterItsStep() {
        try (Stage stage = new Stage(MIXED)) {
            stage.malwareOn("pc-9");
            long before = stage.partition.liveFacts();

            stage.malwareOn("pc-9");
            stage.alert(Kind.PHISHING, new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-1"));
            stage.alert(Kind.OTHER, new Observable(ObservableType.HASH, ObservableRole.OTHER, "d41d8cd98f00b204"));

            assertThat(stage.partition.liveFacts()).isEqualTo(before + 1); // a further cause of the open action
            assertThat(stage.partition.nextDue().orElse(0))
                    .as("only the action's deadline")
                    .isEqualTo(Stage.START.plus(Duration.ofHours(24)).toEpochMilli());
        }
    }

    @Test
    void anAlertThatAWindowCountsStays() {
        try (Stage stage = new Stage(MIXED)) {
            long before = stage.partition.liveFacts();

            stage.scanFrom("198.51.100.7");
            stage.alert(Kind.PHISHING, new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100.7"));

            assertThat(stage.partition.liveFacts())
                    .as("the scan with what was observed of it, and nothing of the other")
                    .isEqualTo(before + 2);
        }
    }

    @Test
    void anAlertThatAJoinMayCompleteLaterStays() {
        try (Stage stage = new Stage(MIXED)) {
            stage.alert(Kind.POLICY, new Observable(ObservableType.HOST, ObservableRole.TARGET, "pc-1"));
            assertThat(stage.states()).isEmpty();

            stage.state(new Asset("pc-1", "payments", List.of("10.0.2.1")));

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aConceptThatAnAlertSupportsKeepsTheAlert() {
        Rules supporting = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-951",
                        "Alert( $ip : sourceIp )",
                        "insertLogical( new ScanningAddress( $ip ) );");
        try (Stage stage = new Stage(supporting)) {
            long before = stage.partition.liveFacts();

            stage.scanFrom("198.51.100.7");

            assertThat(stage.partition.liveFacts()).isEqualTo(before + 2);
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void nobodyCanTellByWhatIsConcluded(@ForAll long seed) {
        List<Conclusion> letting = new ArrayList<>();
        long most;
        try (Stage stage = new Stage(MIXED)) {
            Random random = new Random(seed);
            for (int i = 0; i < 300; i++) {
                somethingHappens(stage, random);
            }
            letting.addAll(stage.heard);
            most = stage.partition.liveFacts();
        }

        List<Conclusion> keeping = new ArrayList<>();
        try (Partition partition = new Partition(
                MIXED.compile().keepingEveryEvent(), new Docket(Stage.terms(MIXED), new BudgetLedger()))) {
            letting.forEach(conclusion -> keeping.add(partition.apply(conclusion.input(), conclusion.at())));
            assertThat(partition.liveFacts()).isGreaterThan(most);
        }

        assertThat(keeping).isEqualTo(letting);
        assertThat(letting.stream().flatMap(conclusion -> conclusion.firings().stream()))
                .extracting(firing -> firing.policyId())
                .contains("RES-900", "RES-950", "RES-951");
    }

    private static void somethingHappens(Stage stage, Random random) {
        stage.waits(Duration.ofSeconds(random.nextInt(15))).ticks();
        String host = "pc-" + (1 + random.nextInt(4));
        Observable target = new Observable(ObservableType.HOST, ObservableRole.TARGET, host);
        Observable source = new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100." + random.nextInt(2));
        switch (random.nextInt(10)) {
            case 0 -> stage.malwareOn(host);
            case 1 -> stage.state(new Asset(host, random.nextBoolean() ? "payments" : "intranet", List.of()));
            case 2 -> stage.says(new Input.ContextEnded("Asset:" + host, "tester"));
            case 3 -> stage.freeze("intranet", Duration.ofMinutes(1 + random.nextInt(20)));
            case 4 ->
                stage.alert(
                        Kind.OTHER, new Observable(ObservableType.USER, ObservableRole.OTHER, "u" + random.nextInt(3)));
            case 5 -> stage.alert(Kind.POLICY, target);
            case 6, 7 ->
                stage.alertSeenAt(
                        stage.now().minusSeconds(random.nextInt(900)),
                        random.nextBoolean() ? Kind.CREDENTIAL : Kind.INTRUSION,
                        target);
            default -> stage.alertSeenAt(stage.now().minusSeconds(random.nextInt(120)), Kind.SCAN, source);
        }
    }
}
