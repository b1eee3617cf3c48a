package dev.tutti.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting for another process, always with a bound and the name of what is awaited. */
final class Moments {

    private static final Duration POLL = Duration.ofMillis(50);

    private Moments() {}

    static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(Duration most, String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(most)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(condition);
    }
}
