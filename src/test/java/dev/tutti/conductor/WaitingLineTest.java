package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    @Test
    void noMoreRequestsWaitThanMay() {
        WaitingLine line = new WaitingLine(2, 1_000_000);

        assertThat(line.offer(tick())).isTrue();
        assertThat(line.offer(tick())).isTrue();
        assertThat(line.offer(tick())).isFalse();
    }

    @Test
    void requestsThatWouldKeepTooMuchMemoryAreTurnedAwayUntilOthersAreTaken() {
        WaitingLine line = new WaitingLine(100, 10_000);
        line.offer(alert(8_000));

        assertThat(line.offer(alert(8_000))).isFalse();
        line.poll();
        assertThat(line.offer(alert(8_000))).isTrue();
    }

    @Test
    void oneThatIsLargerThanTheWholeLineFindsRoomWhenNobodyWaits() {
        WaitingLine line = new WaitingLine(100, 10_000);

        assertThat(line.offer(alert(50_000))).isTrue();
    }

    @Test
    void whatWasTurnedAwayKeepsNoRoom() {
        WaitingLine line = new WaitingLine(1, 10_000);
        line.offer(tick());
        line.offer(alert(8_000));
        line.poll();

        assertThat(line.offer(alert(8_000))).isTrue();
        assertThat(line.size()).isEqualTo(1);
    }

    private static Work tick() {
        return new Work.Single(new Input.Tick(), new CompletableFuture<>());
    }

    private static Work alert(int payload) {
        AlertReport report = new AlertReport(
                "default",
                "siem",
                "1",
                "digest",
                "title",
                "rule",
                Kind.OTHER,
                Severity.LOW,
                10,
                "low",
                "test",
                List.of(),
                List.of(),
                Instant.EPOCH,
                "x".repeat(payload));
        return new Work.Alerts(List.of(report), new CompletableFuture<>());
    }
}
