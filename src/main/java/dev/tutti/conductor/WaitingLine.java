package dev.tutti.conductor;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Requests that wait for their turn: bounded in number, and in bytes, since one may hold a thousand alerts. */
final class WaitingLine {

    private final BlockingQueue<Work> works;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    WaitingLine(int mostWorks, long mostBytes) {
        this.works = new ArrayBlockingQueue<>(mostWorks);
        this.mostBytes = mostBytes;
    }

    /** Whether there was room; a request that is larger than the whole line finds room when nobody waits. */
    boolean offer(Work work) {
        long weight = work.bytes();
        long before = bytes.getAndAdd(weight);
        if ((before > 0 && before + weight > mostBytes) || !works.offer(work)) {
            bytes.addAndGet(-weight);
            return false;
        }
        return true;
    }

    @Nullable
    Work poll() {
        return taken(works.poll());
    }

    @Nullable
    Work poll(long millis) throws InterruptedException {
        return taken(works.poll(millis, TimeUnit.MILLISECONDS));
    }

    int size() {
        return works.size();
    }

    private @Nullable Work taken(@Nullable Work work) {
        if (work != null) {
            bytes.addAndGet(-work.bytes());
        }
        return work;
    }
}
