package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedTest {

    @Test
    void doesNotWaitForWorkThatNeverEnds() {
        CountDownLatch never = new CountDownLatch(1);
        try (Bounded bounded = new Bounded(Duration.ofMillis(20))) {
            assertThat(bounded.of(() -> {
                        never.await();
                        return "done";
                    }))
                    .isEmpty();
        }
    }

    @Test
    void givesTheResultOrTheFailureOfWorkThatEnds() {
        try (Bounded bounded = new Bounded(Duration.ofMinutes(1))) {
            assertThat(bounded.of(() -> "done")).contains("done");
            assertThatThrownBy(() -> bounded.of(() -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
