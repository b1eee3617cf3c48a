package dev.tutti.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everybody who calls the service at the same time: SIEMs, and two responders who approve the isolations that wait. */
final class Crowd {

    private static final Duration LAST_POSTS = Duration.ofMinutes(2);

    private final AtomicBoolean finishing = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    private Crowd() {}

    /** Begins; what each SIEM sends follows from the seed. */
    static Crowd gather(Theatre theatre, String name, long seed, int siems, int breathMillis) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < siems; i++) {
            Feed feed = new Feed(name + "-" + i, seed + i, theatre.clock);
            crowd.begin(new Siem(theatre, feed, new Random(seed + i), breathMillis, crowd.finishing));
        }
        crowd.begin(new Responders(theatre, crowd.finishing));
        return crowd;
    }

    /** These callers and nobody else. */
    static Crowd of(List<? extends Runnable> callers) {
        Crowd crowd = new Crowd();
        callers.forEach(crowd::begin);
        return crowd;
    }

    private void begin(Runnable caller) {
        Thread thread = new Thread(caller, "caller");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Lets everybody finish what they are at: every post is acknowledged then. */
    void disperse() {
        finishing.set(true);
        Moments.await(
                LAST_POSTS, "every post is acknowledged", () -> threads.stream().noneMatch(Thread::isAlive));
    }
}
