package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The machine's clock is set back and forth under a partition. */
class ClockJumpTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void journalTimeNeverGoesBackWhereverTheClockGoes() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            for (Duration jump : List.of(HOUR, HOUR.multipliedBy(-3), HOUR, HOUR.multipliedBy(2), HOUR.negated())) {
                stage.clock.advance(jump);
                stage.receives(stage.malwareOn("pay-1"));
                stage.restart();
                stage.receives(stage.malwareOn("pay-2"));
            }

            assertThat(stage.committed).extracting(Conclusion::at).isSorted();
            assertThat(stage.committed)
                    .extracting(Conclusion::sequence)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, stage.committed.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(stage.isolationsOrdered()).containsAllEntriesOf(Map.of("pay-1", 1L, "pay-2", 1L));
        }
    }

    @Test
    void aHoldEndsOnceAlthoughItsEndIsPassedTwice() {
        try (ConductorStage stage = new ConductorStage()) {
            // Given an isolation that waits for the end of a freeze
            stage.estate();
            stage.freeze("payments", HOUR);
            stage.receives(stage.malwareOn("pay-1"));
            assertThat(stage.isolationsOrdered()).isEmpty();

            // When the clock passes that end, goes back before it, and passes it again
            for (Duration jump : List.of(HOUR, HOUR.negated(), HOUR)) {
                stage.clock.advance(jump);
                stage.settle();
            }

            // Then
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void aHoldDoesNotEndEarlierBecauseTheClockWasSetBack() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", HOUR);
            stage.receives(stage.malwareOn("pay-1"));

            stage.clock.advance(HOUR.negated());
            stage.settle();
            stage.restart();
            stage.clock.advance(HOUR.plusMinutes(59));
            stage.settle();
            assertThat(stage.isolationsOrdered()).isEmpty();

            stage.clock.advance(Duration.ofMinutes(1));
            stage.settle();
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void scansThatArriveWhileTheClockIsBehindCountAsArrivedNow() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.receives(scan(stage));
            stage.clock.advance(HOUR.negated());
            stage.receives(scan(stage));

            Reception third = stage.receives(scan(stage));

            assertThat(((Reception.Received) third).receipts())
                    .extracting(Reception.Receipt::decision)
                    .containsExactly("ACTED");
        }
    }

    private static AlertReport scan(ConductorStage stage) {
        return stage.report(
                UUID.randomUUID().toString(),
                "digest",
                Kind.SCAN,
                ObservableType.IP,
                ObservableRole.SOURCE,
                "198.51.100.77");
    }
}
