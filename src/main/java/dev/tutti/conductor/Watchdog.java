package dev.tutti.conductor;

import dev.tutti.journal.Poison;
import dev.tutti.journal.PoisonBook;
import dev.tutti.policy.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the steps of all partitions from a thread of its own. A join or a regular expression cannot be interrupted, so a
 * step past its deadline is ended with the process: what was at fault is written down first, over a connection of the
 * watchdog's own, and the next process goes on without it.
 */
final class Watchdog implements Runnable {

    /** What the process says of itself when it is ended so; other than any that Java or a shell gives. */
    static final int EXIT = 86;

    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int SECONDS_TO_WRITE = 3;

    private final DataSource dataSource;
    private final Function<String, Optional<Policy>> policies;
    private final Clock clock;
    private final Duration warning;
    private final Runnable halt;
    private final Runnable slow;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private @Nullable Connection own;

    /**
     * Watches with these means.
     *
     * @param policies finds a policy of the rules in force by its id
     * @param warning how long a step may take without a word
     * @param halt ends the process; returns only in a test
     * @param slow is told of each step that is warned of
     */
    Watchdog(
            DataSource dataSource,
            Function<String, Optional<Policy>> policies,
            Clock clock,
            Duration warning,
            Runnable halt,
            Runnable slow) {
        this.dataSource = dataSource;
        this.policies = policies;
        this.clock = clock;
        this.warning = warning;
        this.halt = halt;
        this.slow = slow;
    }

    /** A new watch over the steps of one partition. */
    Watch over(String partition) {
        Watch watch = new Watch(partition);
        watches.add(watch);
        return watch;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            watches.forEach(watch -> look(watch, LOOK.toMillis()));
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
        closeOwn();
    }

    /**
     * Looks once. Time counts as looks, not by a clock: a process that was stopped for a while is not blamed on its rules.
     *
     * @param millis that have passed since the last look
     */
    void look(Watch watch, long millis) {
        Watch.Stretch stretch = watch.look(millis);
        if (stretch == null) {
            return;
        }
        if (stretch.millis() >= warning.toMillis()) {
            warn(watch.partition(), stretch);
        }
        if (stretch.millis() >= stretch.deadlineMillis()) {
            end(watch.partition(), stretch.input(), "DEADLINE", stretch.suspect(), stretch.lastSeen());
        }
    }

    /** Whatever goes wrong here, the deadline holds. */
    private void warn(String partition, Watch.Stretch stretch) {
        try {
            if (!stretch.warned()) {
                LOG.warnf("partition %s: the step of input %s takes long", partition, stretch.input());
                slow.run();
                open();
            }
            stretch.sample();
        } catch (RuntimeException e) {
            LOG.errorf(e, "partition %s: where its step stands cannot be seen", partition);
        }
    }

    /** Writes down what was at fault and ends the process; also for what no step can go on after. */
    void end(String partition, String input, String cause, Optional<String> policyId, String detail) {
        LOG.errorf(
                "partition %s: the step of input %s ends with the process (%s), policy %s; it was at %s",
                partition, input, cause, policyId.orElse("unknown"), detail);
        Thread writer = new Thread(() -> write(partition, input, cause, policyId, detail), "watchdog-writes");
        writer.setDaemon(true);
        writer.start();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_WRITE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.run();
    }

    private void write(String partition, String input, String cause, Optional<String> policyId, String detail) {
        Optional<Policy> policy = policyId.flatMap(policies);
        Poison poison = new Poison(
                0,
                partition,
                input,
                cause,
                policy.map(Policy::id).orElse(""),
                policy.map(Policy::ruleDigest).orElse(""),
                detail,
                clock.millis());
        open();
        Connection connection = own;
        if (connection == null) {
            return;
        }
        try {
            PoisonBook.note(connection, poison);
        } catch (SQLException e) {
            LOG.errorf("what failed could not be written down: %s", e.getMessage());
        }
    }

    /** Early, since a process that is short of everything may get no connection at its end. */
    private synchronized void open() {
        try {
            if (own == null || !own.isValid(SECONDS_TO_WRITE)) {
                closeOwn();
                own = dataSource.getConnection();
            }
        } catch (SQLException e) {
            LOG.warnf("the watchdog gets no connection: %s", e.getMessage());
        }
    }

    private synchronized void closeOwn() {
        Connection closing = own;
        own = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            LOG.debug("the watchdog's connection was gone", e);
        }
    }
}
