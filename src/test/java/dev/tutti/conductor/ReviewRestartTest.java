package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.FindingKind;
import dev.tutti.fact.Planned;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody overrode is reviewed by the time that was set then, however often the service starts in between. */
class ReviewRestartTest {

    private static final Duration WITHIN = Duration.ofHours(30);

    @Test
    void aReviewThatFallsDueWhileTheServiceIsDownIsAFindingUntilItIsClosed() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.state(new BreakGlassRight("rita"));
            stage.freeze("payments", Duration.ofHours(10));
            stage.receives(stage.malwareOn("pay-1"));
            Action held = stage.isolationOf("pay-1");
            stage.says(broken(held));

            stage.clock.advance(WITHIN.minusMillis(1));
            stage.restart();
            stage.settle();
            assertThat(overdue(stage.committed)).isEmpty();
            stage.clock.advance(Duration.ofDays(2));
            stage.restart();
            stage.restart();
            assertThat(overdue(stage.committed)).containsExactly("rita: edr.isolate-host on pay-1 open");

            stage.says(new Input.ReviewClosed(held.id(), "ravi", "it did spread"));
            assertThat(overdue(stage.committed))
                    .containsExactly("rita: edr.isolate-host on pay-1 open", "rita: edr.isolate-host on pay-1 closed");
        }
    }

    @Test
    void aReviewBelongsToThePartitionOfItsActionAndStaysThere() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            String host = stage.hostsOf("p-1").get(0);
            stage.state(new BreakGlassRight("rita"));
            long now = stage.clock.millis();
            stage.state(new Planned("f", Planned.Period.CHANGE_FREEZE, "payments", now, now + 36_000_000));
            stage.receives(stage.malware("siem", host));
            Action held = stage.isolationOf(host);
            stage.says(broken(held));

            stage.restart(stage.partitioning);
            stage.clock.advance(WITHIN);
            stage.restart(stage.partitioning);

            assertThat(overdue(stage.committedBy("p-1"))).hasSize(1);
            assertThat(overdue(stage.committedBy("default"))).isEmpty();
            assertThat(stage.says(new Input.ReviewClosed(held.id(), "ravi", "it did spread")))
                    .isEqualTo(new Answer.Noted());
        }
    }

    private static Input.GlassBroken broken(Action held) {
        return new Input.GlassBroken(held.id(), "rita", "it spreads", held.digest(), WITHIN.toMillis());
    }

    private static List<String> overdue(List<Conclusion> committed) {
        return List.copyOf(committed).stream()
                .flatMap(conclusion -> conclusion.findings().stream())
                .filter(record -> record.finding().kind() == FindingKind.REVIEW_OVERDUE)
                .map(record -> record.finding().subject() + (record.closed() ? " closed" : " open"))
                .toList();
    }
}
