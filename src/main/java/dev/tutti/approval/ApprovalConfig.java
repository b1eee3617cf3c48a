package dev.tutti.approval;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings for what people do about actions. */
@ConfigMapping(prefix = "tutti.approval")
interface ApprovalConfig {

    /** Within what time somebody has to look at what somebody else overrode, from a minute to 90 days. */
    @WithDefault("3d")
    Duration reviewWithin();
}
