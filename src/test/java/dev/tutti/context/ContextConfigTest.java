package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextConfigTest {

    @Test
    void letsAProposalAboutTheNoTouchListWaitForADayUnlessToldOtherwise() {
        assertThat(config(Map.of()).removalWithin()).isEqualTo(Duration.ofDays(1));
        assertThat(config(Map.of("tutti.context.removal-within", "4h")).removalWithin())
                .isEqualTo(Duration.ofHours(4));
    }

    private static ContextConfig config(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 500, new DurationConverter())
                .withMapping(ContextConfig.class)
                .withSources(new PropertiesConfigSource(given, "test", 100))
                .build()
                .getConfigMapping(ContextConfig.class);
    }
}
