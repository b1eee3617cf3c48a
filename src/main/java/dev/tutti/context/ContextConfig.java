package dev.tutti.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings for what the organisation says about itself. */
@ConfigMapping(prefix = "tutti.context")
interface ContextConfig {

    /** How long a proposal to take an entry from the no-touch list waits for somebody else, from a minute to 30 days. */
    @WithDefault("1d")
    Duration removalWithin();
}
