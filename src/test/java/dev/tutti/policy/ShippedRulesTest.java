package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {

    private final RuleSetReading reading = RuleSetReading.read(Path.of("rules"));

    @Test
    void readWithoutFindings() {
        assertThat(reading.findings()).isEmpty();
        assertThat(reading.ruleSet().orElseThrow().active()).hasSizeGreaterThan(15);
        assertThat(reading.estate().orElseThrow().assets()).hasSizeGreaterThan(10);
    }

    @Test
    void holdThePolicyThatTheReadmeReadsAloud() {
        Policy policy = reading.ruleSet().orElseThrow().policy("TIM-003").orElseThrow();

        assertThat(policy.title()).isEqualTo("Hold isolation during a change freeze");
        assertThat(policy.cases()).hasSizeGreaterThan(4);
    }
}
