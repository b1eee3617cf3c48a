package dev.tutti.context;

import dev.tutti.conductor.ContextDesk;
import dev.tutti.conductor.ContextDesk.Statement;
import dev.tutti.fact.Context;
import dev.tutti.fact.Person;
import dev.tutti.identity.Role;
import dev.tutti.identity.RolesChanged;
import dev.tutti.identity.Tokens;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the people that rules and votes see equal to those who have a token, with the union of their roles.
 *
 * <p>One thread compares the tokens with what was stated and mends the difference, until there is none. A change wakes it, so
 * a change cannot be lost, only be late: whoever made it waits up to two seconds, and what is not stated by then, because
 * Tutti rebuilds or its database does not answer, is stated as soon as it can be.
 */
@ApplicationScoped
class PeopleFollowTokens {

    static final String BY = "tutti";

    private static final Logger LOG = Logger.getLogger(PeopleFollowTokens.class);
    private static final long CALLER_WAITS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long STOP_MILLIS = 5_000;

    private final Supplier<Map<String, Set<Role>>> tokens;
    private final Holdings holdings;
    private final ContextDesk desk;
    private final Thread thread = new Thread(this::run, "people-follow-tokens");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long changes = 1;
    private long followed;
    private boolean running;

    @Inject
    PeopleFollowTokens(Tokens tokens, Holdings holdings, ContextDesk desk) {
        this(tokens::people, holdings, desk);
    }

    PeopleFollowTokens(Supplier<Map<String, Set<Role>>> tokens, Holdings holdings, ContextDesk desk) {
        this.tokens = tokens;
        this.holdings = holdings;
        this.desk = desk;
    }

    /** After the conductor, which takes statements from then on, or says that it will. */
    void start(@Observes @Priority(2_000) StartupEvent event) {
        start();
    }

    void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    void stop() throws InterruptedException {
        lock.lock();
        try {
            running = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    /** Returns when the change was followed, or after two seconds; before the start, at once. */
    void hear(@Observes RolesChanged change) {
        lock.lock();
        try {
            long mine = ++changes;
            moved.signalAll();
            long left = CALLER_WAITS_NANOS;
            while (running && followed < mine && left > 0) {
                left = moved.awaitNanos(left);
            }
            if (running && followed < mine) {
                LOG.warnf("the roles of %s changed; votes see it later, because Tutti is busy", change.person());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long pause = 0;
        try {
            for (long aim = next(pause); aim > 0; aim = next(pause)) {
                if (follow()) {
                    note(aim);
                    pause = 0;
                } else {
                    pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, pause * 2));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a change that is not followed yet, after a failure for the pause too; 0 at the stop. */
    private long next(long pauseMillis) throws InterruptedException {
        lock.lock();
        try {
            long before = changes;
            long left = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            while (running && changes == before && left > 0) {
                left = moved.awaitNanos(left);
            }
            while (running && followed >= changes) {
                moved.await();
            }
            return running ? changes : 0;
        } finally {
            lock.unlock();
        }
    }

    private void note(long aim) {
        lock.lock();
        try {
            followed = aim;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the two are equal now. */
    private boolean follow() {
        try {
            Map<String, Context> stated = new HashMap<>();
            holdings.all(Section.PEOPLE).forEach(held -> stated.put(held.fact().factId(), held.fact()));
            boolean all = true;
            for (var entry : tokens.get().entrySet()) {
                Person person = person(entry.getKey(), entry.getValue());
                if (!person.equals(stated.remove(person.factId()))) {
                    all &= desk.state(person, BY) != Statement.BUSY;
                }
            }
            for (String gone : stated.keySet()) {
                all &= desk.end(gone, BY) != Statement.BUSY;
            }
            return all;
        } catch (RuntimeException e) {
            LOG.warn("the people could not be compared with the tokens and will be again", e);
            return false;
        }
    }

    private static Person person(String name, Collection<Role> roles) {
        return new Person(name, roles.stream().map(Role::wireName).toList());
    }
}
