package dev.tutti.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How actions are carried out. */
@ConfigMapping(prefix = "tutti.dispatch")
interface DispatchConfig {

    /** How many workers each tool has, so how many calls of it are under way at once, unless it is limited otherwise. */
    @WithDefault("4")
    int workers();

    /** How often the outbox is looked at when nothing says that there is something new in it. */
    @WithDefault("1s")
    Duration poll();

    /** How long a claim holds without being renewed; longer than two calls can take. */
    @WithDefault("60s")
    Duration lease();

    /** How often a tool is called for one order before it is given up. */
    @WithDefault("8")
    int maxAttempts();

    /** How long a tool is asked what became of a call before a person is. */
    @WithDefault("1h")
    Duration readBackFor();

    Backoff backoff();

    Circuit circuit();

    /** How long to wait for the next attempt; a quarter more or less, so that not everything comes back at once. */
    interface Backoff {

        @WithDefault("1s")
        Duration first();

        @WithDefault("2")
        int factor();

        @WithDefault("15m")
        Duration max();
    }

    /** When a tool is not called any more, and when it is tried again. */
    interface Circuit {

        /** How many of the last calls are looked at. */
        @WithDefault("10")
        int calls();

        /** The share of these that opens the circuit when it brought nothing: no answer, or one that says nothing. */
        @WithDefault("0.5")
        double failureShare();

        /** How long it stays open before one call is tried. */
        @WithDefault("30s")
        Duration probeAfter();
    }
}
