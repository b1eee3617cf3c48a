package dev.tutti.conductor;

import java.time.Clock;
import java.time.Duration;

/**
 * Whether a partition is careful: after an unclean stop, until a minute has passed without a failure, each input has a
 * commit of its own and is written down before its step. One thread.
 */
final class Caution {

    static final Duration CAREFUL = Duration.ofSeconds(60);

    private final Clock clock;
    private volatile boolean careful;
    private long until;

    Caution(Clock clock) {
        this.clock = clock;
    }

    boolean careful() {
        return careful;
    }

    void begin() {
        careful = true;
        until = clock.millis() + CAREFUL.toMillis();
    }

    /** A step failed: the minute begins anew. */
    void failed() {
        if (careful) {
            begin();
        }
    }

    /** A round came to its end. */
    void concluded() {
        if (careful && clock.millis() >= until) {
            careful = false;
        }
    }
}
