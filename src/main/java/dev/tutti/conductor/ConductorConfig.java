package dev.tutti.conductor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the conductor. */
@ConfigMapping(prefix = "tutti.conductor")
interface ConductorConfig {

    /** The folder of the rules that decide; only the deployment's own, never anything from the network. */
    @WithDefault("rules")
    Path rules();

    /** How many requests may wait; one more is told at once to come again. */
    @WithDefault("2000")
    int queue();

    /** How many inputs share one commit at most. */
    @WithDefault("500")
    int batch();

    /** How long a caller waits for the commit before being told to come again. */
    @WithDefault("20s")
    Duration patience();

    /** How long a vote counts. */
    @WithDefault("8h")
    Duration voteValidity();
}
