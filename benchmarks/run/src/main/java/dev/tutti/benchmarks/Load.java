package dev.tutti.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Posts alerts for a while, over a fixed number of connections. */
final class Load {

    private final Endpoint endpoint;
    private final Alerts alerts;
    private final StubTool tool;

    Load(Endpoint endpoint, Alerts alerts, StubTool tool) {
        this.endpoint = endpoint;
        this.alerts = alerts;
        this.tool = tool;
    }

    /** Each connection posts the next request as soon as the one before is answered. */
    Result closed(int connections, int perRequest, int millis) {
        return run(connections, perRequest, millis, 0);
    }

    /**
     * So many single posts a second, whatever the answers; the time of each counts from when it was due, so that a server
     * that stalls is not spared the requests it would have had meanwhile.
     */
    Result open(int connections, int perSecond, int millis) {
        return run(connections, 1, millis, perSecond);
    }

    /**
     * What came of it.
     *
     * @param posted alerts that were answered 202
     * @param refused requests that were not
     * @param nanos from the first post to the last answer
     * @param acting numbers of the alerts that a tool must hear of
     */
    record Result(int posted, int refused, long nanos, List<Integer> acting) {

        double perSecond() {
            return posted * 1e9 / nanos;
        }
    }

    private Result run(int connections, int perRequest, int millis, int perSecond) {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger posted = new AtomicInteger();
        AtomicInteger slots = new AtomicInteger();
        List<Integer> acting = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        Runnable poster = () -> {
            List<Integer> mine = new ArrayList<>();
            try (Client client = new Client(endpoint)) {
                while (true) {
                    long due = System.nanoTime();
                    if (perSecond > 0) {
                        due = start + slots.getAndIncrement() * 1_000_000_000L / perSecond;
                    }
                    if (due >= end) {
                        break;
                    }
                    int first = alerts.take(perRequest);
                    byte[] body = alerts.body(first, perRequest);
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    for (int i = first; i < first + perRequest; i++) {
                        if (alerts.acts(i)) {
                            tool.expect(i, due);
                            mine.add(i);
                        }
                    }
                    if (client.post(body) == 202) {
                        posted.addAndGet(perRequest);
                    } else {
                        refused.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException("a connection to " + endpoint.path() + " broke", e);
            }
            synchronized (acting) {
                acting.addAll(mine);
            }
        };
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(new Thread(poster, "post-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Result(posted.get(), refused.get(), System.nanoTime() - start, acting);
    }
}
