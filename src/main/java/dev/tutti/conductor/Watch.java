package dev.tutti.conductor;

import dev.tutti.engine.Partition;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One partition's steps under the watchdog's eyes: the partition's thread says when each begins and ends. */
final class Watch {

    /** Whose fault a step is, by where its thread stands. */
    interface Suspicion extends Function<StackTraceElement[], Optional<String>> {}

    private static final int FRAMES_KEPT = 6;

    private final String partition;
    private volatile @Nullable Stretch current;

    Watch(String partition) {
        this.partition = partition;
    }

    String partition() {
        return partition;
    }

    /** The step of this input begins on this thread; what it is called is only asked when somebody wants to know. */
    void begin(Supplier<String> input, Duration deadline, Suspicion suspicion) {
        current = new Stretch(input, deadline.toMillis(), suspicion, Thread.currentThread());
    }

    /** The same within a partition that is there. */
    void begin(Supplier<String> input, Duration deadline, Partition ready) {
        begin(input, deadline, ready::suspect);
    }

    void end() {
        current = null;
    }

    /** The step under way, after this much more time; null when there is none. */
    @Nullable
    Stretch look(long millis) {
        Stretch seen = current;
        if (seen != null) {
            seen.millis += millis;
        }
        return seen;
    }

    /** One step for as long as it lasts; only the watchdog's thread changes it. */
    static final class Stretch {

        private final Supplier<String> input;
        private final long deadlineMillis;
        private final Suspicion suspicion;
        private final Thread thread;
        private final Map<String, Integer> suspects = new HashMap<>();
        private String lastSeen = "";
        private long millis;
        private boolean warned;

        Stretch(Supplier<String> input, long deadlineMillis, Suspicion suspicion, Thread thread) {
            this.input = input;
            this.deadlineMillis = deadlineMillis;
            this.suspicion = suspicion;
            this.thread = thread;
        }

        String input() {
            return input.get();
        }

        long millis() {
            return millis;
        }

        long deadlineMillis() {
            return deadlineMillis;
        }

        /** Whether it was asked before. */
        boolean warned() {
            boolean before = warned;
            warned = true;
            return before;
        }

        /** Notes where the thread stands now, and whose fault that seems to be. */
        void sample() {
            StackTraceElement[] stack = thread.getStackTrace();
            lastSeen = String.join(
                    " < ",
                    Arrays.stream(stack)
                            .limit(FRAMES_KEPT)
                            .map(StackTraceElement::toString)
                            .toList());
            suspicion.apply(stack).ifPresent(policy -> suspects.merge(policy, 1, Integer::sum));
        }

        /** The policy that was seen most often. */
        Optional<String> suspect() {
            return suspects.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey);
        }

        String lastSeen() {
            return lastSeen;
        }
    }
}
