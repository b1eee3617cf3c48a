package dev.tutti.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** Remembers when a key was last used, to the hour: one write an hour for each key, away from the request. */
@ApplicationScoped
public class KeyUse {

    private static final Logger LOG = Logger.getLogger(KeyUse.class);

    private final Map<String, Instant> hours = new ConcurrentHashMap<>();
    private final SourceStore store;
    private final Executor executor;
    private final Clock clock;

    KeyUse(SourceStore store, ManagedExecutor executor, Clock clock) {
        this.store = store;
        this.executor = executor;
        this.clock = clock;
    }

    /** Only of a key that has proved itself: an id that anybody may make up would fill the memory. */
    public void note(String key) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(hours.put(key, hour))) {
            executor.execute(() -> write(key, hour));
        }
    }

    private void write(String key, Instant hour) {
        try {
            store.used(key, hour);
        } catch (RuntimeException e) {
            LOG.warnf("the use of key %s was not written: %s", key, e.getClass().getSimpleName());
        }
    }
}
