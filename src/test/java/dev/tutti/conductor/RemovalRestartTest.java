package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two people want of the no-touch list is known to every partition, and a restart loses none of it. */
class RemovalRestartTest {

    private static final String STANDING =
            "select count(*) from context_entry where kind = 'NoTouch' and until_sequence is null";

    @Test
    void aProposalOutlivesARestartAndIsAnsweredInEveryPartitionAlsoInOneThatIsNew() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            String host = stage.hostsOf("p-1").get(0);
            begin(stage, host);
            assertThat(stage.says(new Input.RemovalProposed("r-1", host, "olga", "it is sold", 0)))
                    .isEqualTo(new Answer.Noted());

            stage.restart(new Partitioning(List.of(AlertComponent.HOST), 3));
            stage.receives(stage.malware("siem", host));
            assertThat(stage.isolationOf(host).state().name()).hasToString("DENIED");
            assertThat(stage.count(STANDING)).isEqualTo(3);
            assertThat(stage.says(new Input.RemovalAnswered("r-1", "oskar", Verdict.APPROVE, "it is")))
                    .isEqualTo(new Answer.Noted());

            assertThat(stage.count(STANDING)).isZero();
            stage.receives(stage.malware("siem", host));
            assertThat(stage.isolated()).containsExactly(host);
            stage.restart(stage.partitioning);
            assertThat(stage.count(STANDING)).isZero();
        }
    }

    @Test
    void aProposalThatExpiresWhileTheServiceIsDownLeavesTheEntry() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            begin(stage, "pay-1");
            stage.says(new Input.RemovalProposed("r-1", "pay-1", "olga", "it is sold", 0));

            stage.clock.advance(Duration.ofDays(2));
            stage.restart(stage.partitioning);

            assertThat(stage.says(new Input.RemovalAnswered("r-1", "oskar", Verdict.APPROVE, "it is")))
                    .isEqualTo(new Answer.Refused(Refusal.UNKNOWN_REMOVAL));
            assertThat(stage.count(STANDING)).isEqualTo(2);
            assertThat(stage.count("select count(*) from context_entry where kind = 'NoTouchRemoval'"
                            + " and until_sequence is null and body #>> '{fact,state}' = 'EXPIRED'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void nobodyEndsAnEntryAloneWhateverWayTheyFoundIn() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            begin(stage, "pay-1");

            assertThat(stage.says(new Input.ContextEnded("NoTouch:pay-1", "olga")))
                    .isEqualTo(new Answer.Refused(Refusal.TWO_PEOPLE_NEEDED));

            assertThat(stage.count(STANDING)).isEqualTo(2);
        }
    }

    private static void begin(PartitionsStage stage, String entry) {
        stage.state(new Person("olga", List.of("risk-officer")));
        stage.state(new Person("oskar", List.of("risk-officer")));
        stage.state(new NoTouch(entry, "the heart of it"));
    }
}
