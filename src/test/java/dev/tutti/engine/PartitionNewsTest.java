package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one alert changes about a tally is there in the step of the alert, and in no other. */
class PartitionNewsTest {

    private static final TallyDeclaration SCANS = new TallyDeclaration(
            "scans",
            new TallyDeclaration.Condition(Optional.of(Kind.SCAN), Severity.UNKNOWN, "", "", ""),
            List.of(AlertComponent.SOURCE_IP),
            Duration.ofHours(1),
            Optional.empty());

    /** What is news of an address is told, and it is blocked if somebody speaks of an intrusion from it in the same step. */
    private static final Rules RULES = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-960",
                    "TallyNews( tally == \"scans\", first == true, $ip : sourceIp, $id : alertId )",
                    "insert( new Proposal( $id, \"chat.post\", \"#soc\", \"text\", $ip ) );")
            .counting(SCANS)
            .with(
                    Phase.RESPOND,
                    "RES-961",
                    "TallyNews( tally == \"scans\", $ip : sourceIp )\n    Alert( kind == Kind.INTRUSION, sourceIp == $ip, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", $ip ) );");

    @Test
    void theFirstScanOfAnAddressIsToldAndTheNextIsNot() {
        try (Stage stage = new Stage(RULES)) {
            assertThat(stage.scanFrom("198.51.100.7").headline()).isEqualTo(Headline.ACTED);
            assertThat(stage.scanFrom("198.51.100.7").headline()).isEqualTo(Headline.UNMATCHED);
            assertThat(stage.scanFrom("198.51.100.8").headline()).isEqualTo(Headline.ACTED);
        }
    }

    @Test
    void newsAreGoneAfterTheirStep() {
        try (Stage stage = new Stage(RULES)) {
            stage.scanFrom("198.51.100.7");
            long before = stage.partition.liveFacts();

            assertThat(stage.alert(
                                    Kind.INTRUSION,
                                    new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100.7"))
                            .headline())
                    .isEqualTo(Headline.UNMATCHED);
            assertThat(stage.partition.liveFacts()).isLessThanOrEqualTo(before + 1);
            assertThat(stage.scanFrom("198.51.100.7").headline()).isEqualTo(Headline.ACTED);
            assertThat(stage.states()).contains("198.51.100.7 DISPATCHED");
        }
    }

    @Test
    void aRestartTellsNothingTwiceAndKnowsWhatIsNew() {
        try (Stage stage = new Stage(RULES)) {
            stage.says(new Input.RulesSwitched("", "test"));
            stage.scanFrom("198.51.100.7");
            int stopped = stage.heard.size();
            try (Partition rebuilt = Restart.of(stage)) {
                stage.waits(Duration.ofMinutes(5)).scanFrom("198.51.100.7");
                stage.scanFrom("198.51.100.8");
                stage.waits(Duration.ofHours(2)).scanFrom("198.51.100.7");

                List<Conclusion> after = stage.heard.subList(stopped, stage.heard.size()).stream()
                        .map(before -> rebuilt.apply(before.input(), before.at()))
                        .toList();
                assertThat(after).extracting(Conclusion::decisions).isEqualTo(decisions(stage, stopped));
                assertThat(after).flatExtracting(Conclusion::decisions).hasSize(3);
            }
        }
    }

    private static List<?> decisions(Stage stage, int from) {
        return stage.heard.subList(from, stage.heard.size()).stream()
                .map(Conclusion::decisions)
                .toList();
    }
}
