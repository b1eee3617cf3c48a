package dev.tutti.source;

import java.time.Duration;

/** At most so many alerts within any such time, on average; as many at once after a silence. */
public record Rate(int alerts, Duration per) {

    /** No limit. */
    public static final Rate NONE = new Rate(0, Duration.ZERO);

    static final int MOST_ALERTS = 1_000_000;
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(1);
}
