package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CautionTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Caution caution = new Caution(clock);

    @Test
    void isNotCarefulWithoutACause() {
        caution.failed();

        assertThat(caution.careful()).isFalse();
    }

    @Test
    void isCarefulUntilAMinuteHasPassedWithoutAFailure() {
        caution.begin();

        clock.advance(Duration.ofSeconds(59));
        caution.concluded();
        assertThat(caution.careful()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        caution.concluded();
        assertThat(caution.careful()).isFalse();
    }

    @Test
    void aFailureBeginsTheMinuteAnew() {
        caution.begin();
        clock.advance(Duration.ofSeconds(50));
        caution.failed();

        clock.advance(Duration.ofSeconds(50));
        caution.concluded();

        assertThat(caution.careful()).isTrue();
    }
}
