package dev.tutti.action;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long an order waits for its next attempt. */
final class Pause {

    private static final double SPREAD = 0.25;

    private final DispatchConfig.Backoff backoff;

    Pause(DispatchConfig.Backoff backoff) {
        this.backoff = backoff;
    }

    /** After so many attempts; never shorter than the tool asked for. */
    Duration after(int attempts, Duration asked) {
        double grown = (double) backoff.first().toMillis() * Math.pow(backoff.factor(), Math.max(0, attempts - 1));
        Duration own = spread(Math.min(grown, (double) backoff.max().toMillis()));
        return own.compareTo(asked) < 0 ? asked : own;
    }

    /** As long again as it has been going on already. */
    Duration growing(Duration since) {
        long millis = Math.max(backoff.first().toMillis(), since.toMillis());
        return spread((double) Math.min(millis, backoff.max().toMillis()));
    }

    private static Duration spread(double millis) {
        return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD)));
    }
}
