package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventHorizonTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aHorizonThatIsShorterThanThePoliciesNeedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> Rulebook.open(looking(Duration.ofMinutes(29))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tutti.conductor.event-horizon is PT29M")
                .hasMessageContaining("PT30M");
    }

    @Test
    void aLongerOneIsNot() {
        assertThat(Rulebook.open(looking(Duration.ofHours(1))).ruleBase().eventHorizon())
                .isEqualTo(Duration.ofMinutes(30).toMillis());
    }

    private static ConductorConfig looking(Duration horizon) {
        return new ConductorStage.Settings(SECOND, SECOND, 10_000, Optional.of(horizon));
    }
}
