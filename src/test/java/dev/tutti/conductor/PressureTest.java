package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Received;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a partition does when there is more than it can take: it says so at once, and loses nothing. */
class PressureTest {

    @Test
    void noAlertIsTakenWhileTheHeapIsFullButWhatPeopleSayIs() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.heapIsFull.set(true);

            assertThat(reason(stage.receives(stage.malwareOn("pc-1")))).isEqualTo(BusyReason.HEAP);
            stage.state(new Service("payments", "paula", Criticality.NORMAL));

            stage.heapIsFull.set(false);
            assertThat(stage.receives(stage.malwareOn("pc-1"))).isInstanceOf(Received.class);
        }
    }

    @Test
    void noAlertIsTakenWhileMoreFactsAreInMemoryThanMayBe() {
        try (ConductorStage stage = ConductorStage.withRoomFor(10)) {
            stage.estate();
            await().until(() -> stage.loop().liveFacts() > 10);

            assertThat(reason(stage.receives(stage.malwareOn("pc-1")))).isEqualTo(BusyReason.LIVE_FACTS);
        }
    }

    @Test
    void everybodyHearsAtOnceThatTheDatabaseIsGoneAndIsTakenWhenItIsBack() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.dataSource.cut = true;
            assertThat(reason(stage.receives(stage.malwareOn("pc-1")))).isEqualTo(BusyReason.DATABASE_UNAVAILABLE);
            await().until(() -> stage.loop().state() == LoopState.DATABASE_UNAVAILABLE);
            assertThat(reason(stage.receives(stage.malwareOn("pc-1")))).isEqualTo(BusyReason.DATABASE_UNAVAILABLE);

            stage.dataSource.cut = false;

            await().atMost(Duration.ofSeconds(30)).until(() -> stage.loop().state() == LoopState.READY);
            assertThat(stage.receives(stage.malwareOn("pc-1"))).isInstanceOf(Received.class);
        }
    }

    private static BusyReason reason(Reception reception) {
        return ((Busy) reception).reason();
    }
}
