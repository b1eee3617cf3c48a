package dev.tutti.source;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Changes sources and keys: stored first, then read into memory, then answered. */
@ApplicationScoped
class Sources {

    private static final Logger LOG = Logger.getLogger(Sources.class);

    private final SourceStore store;
    private final SourceBook book;
    private final ReentrantLock changing = new ReentrantLock();

    Sources(SourceStore store, SourceBook book) {
        this.store = store;
        this.book = book;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        read();
    }

    Source declare(String name, Limits limits, String by) {
        Source source = changed(() -> store.declare(name, limits, by));
        LOG.infof("source declared name=%s by=%s", name, by);
        return source;
    }

    Optional<Source> change(String name, Limits limits, String by) {
        Optional<Source> source = changed(() -> store.change(name, limits, by));
        source.ifPresent(to -> LOG.infof(
                "source changed name=%s by=%s tenant=%s formats=%s networks=%s rate=%d/%s",
                name,
                by,
                to.tenant(),
                to.formats(),
                to.networks().stream().map(Network::text).toList(),
                to.rate().alerts(),
                to.rate().per()));
        return source;
    }

    boolean retire(String name, String by) {
        boolean retired = changed(() -> store.retire(name, by));
        if (retired) {
            LOG.infof("source retired name=%s by=%s", name, by);
        }
        return retired;
    }

    Optional<Key> add(Key key) {
        Optional<Key> added = changed(() -> store.add(key));
        added.ifPresent(made -> LOG.infof(
                "source key made source=%s key=%s kind=%s by=%s",
                made.source(), made.id(), made.kind(), made.createdBy()));
        return added;
    }

    boolean revoke(String source, String id, String by) {
        boolean revoked = changed(() -> store.revoke(source, id, by));
        if (revoked) {
            LOG.infof("source key revoked source=%s key=%s by=%s", source, id, by);
        }
        return revoked;
    }

    /**
     * Reads everything back, also when nothing was changed: a change whose reading failed is in force after whoever asked for
     * it has asked again.
     */
    private <T> T changed(Supplier<T> change) {
        changing.lock();
        try {
            T result = change.get();
            read();
            return result;
        } finally {
            changing.unlock();
        }
    }

    private void read() {
        SourceStore.Stock stock = store.inForce();
        book.replace(stock.sources(), stock.keys());
    }
}
