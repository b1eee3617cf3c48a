package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.journal.InputId;
import dev.tutti.journal.Precautions;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets a partition conclude one input: under the watchdog's eyes, and in careful times written down before. */
final class Steps {

    /** An input that was begun this often without a conclusion is set aside. */
    static final int MOST_ATTEMPTS = 2;

    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final Precautions precautions;
    private final Caution caution;
    private final Watchdog watchdog;
    private final Watch watch;
    private final Duration deadline;
    private final ConductorMetrics metrics;

    Steps(
            Precautions precautions,
            Caution caution,
            Watchdog watchdog,
            Watch watch,
            Duration deadline,
            ConductorMetrics metrics) {
        this.precautions = precautions;
        this.caution = caution;
        this.watchdog = watchdog;
        this.watch = watch;
        this.deadline = deadline;
        this.metrics = metrics;
    }

    /** The conclusion; a {@link Input.SetAside} or a record of that headline when it was begun too often. */
    Conclusion apply(Partition ready, Input input, long at) throws SQLException {
        if (caution.careful() && precautions.begin(watch.partition(), InputId.of(input, at), input) > MOST_ATTEMPTS) {
            return setAside(ready, input, at);
        }
        return watched(ready, input, at);
    }

    /** What partitions tell each other is not set aside, but the watchdog sees what the rules make of it. */
    Conclusion watched(Partition ready, Input input, long at) {
        watch.begin(() -> InputId.of(input, at), deadline, ready);
        try {
            return ready.apply(input, at);
        } catch (OutOfMemoryError e) {
            watchdog.end(
                    watch.partition(),
                    InputId.of(input, at),
                    "OUT_OF_MEMORY",
                    ready.suspect(e.getStackTrace()),
                    String.valueOf(e));
            throw e;
        } finally {
            watch.end();
        }
    }

    /** Without the rules, since they failed on it too often; somebody has to look at it. */
    Conclusion setAside(Partition ready, Input input, long at) {
        LOG.errorf(
                "partition %s: input %s is set aside, the rules failed on it %d times",
                watch.partition(), InputId.of(input, at), MOST_ATTEMPTS);
        metrics.setAside(watch.partition(), input);
        return ready.setAside(input, at);
    }
}
