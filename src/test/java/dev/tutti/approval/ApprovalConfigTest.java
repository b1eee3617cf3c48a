package dev.tutti.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovalConfigTest {

    @Test
    void leavesThreeDaysForAReviewUnlessToldOtherwise() {
        assertThat(config(Map.of()).reviewWithin()).isEqualTo(Duration.ofDays(3));
        assertThat(config(Map.of("tutti.approval.review-within", "36h")).reviewWithin())
                .isEqualTo(Duration.ofHours(36));
    }

    private static ApprovalConfig config(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 500, new DurationConverter())
                .withMapping(ApprovalConfig.class)
                .withSources(new PropertiesConfigSource(given, "test", 100))
                .build()
                .getConfigMapping(ApprovalConfig.class);
    }
}
