package dev.tutti.conductor;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the conductor. */
@ConfigMapping(prefix = "tutti.conductor")
interface ConductorConfig {

    /** The folder of the rules that decide; only the deployment's own, never anything from the network. */
    @WithDefault("rules")
    Path rules();

    /** How many requests may wait; one more is told at once to come again. */
    @WithDefault("2000")
    int queue();

    /** How much memory the requests that wait may keep; one more is told at once to come again. */
    @WithDefault("64M")
    MemorySize queueBytes();

    /** How many inputs share one commit at most. */
    @WithDefault("500")
    int batch();

    /** How long a caller waits for the commit before being told to come again. */
    @WithDefault("20s")
    Duration patience();

    /** How many partitions alerts are divided among; each has a session and a thread. */
    @WithDefault("1")
    int partitions();

    /** By which components of an alert: tenant, source, rule, sourceIp, targetIp, host or user. */
    @WithDefault("tenant")
    List<String> partitionKey();

    /** How long a vote counts. */
    @WithDefault("8h")
    Duration voteValidity();

    /** How many facts and events a partition may have in memory; past it no alert is taken. */
    @WithDefault("2000000")
    long mostLiveFacts();

    /** Which share of the heap may be full of what lives long; past it no alert is taken. */
    @WithDefault("0.85")
    double heapWatermark();

    /** After how long a step is warned of. */
    @WithDefault("2s")
    Duration stepWarning();

    /** After how long a step is ended, with the process. */
    @WithDefault("10s")
    Duration stepDeadline();

    /** The same for one alert that comes back into memory in a rebuild, and for judging everything at its end. */
    @WithDefault("2m")
    Duration rebuildDeadline();

    /** From how long ago events are brought back after a start; computed from the active policies when it is not given. */
    Optional<Duration> eventHorizon();
}
