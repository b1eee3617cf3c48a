package dev.tutti.conductor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Concludes works while those before are being committed: at most one batch is on its way, and what stands on it is committed
 * after it. When it fails, both are concluded again. One thread, which also tries a commit itself when nobody waits.
 */
final class Pipeline implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);

    private record Batch(List<Work> works, KnownAlerts known, InFlight commit) {}

    private final Present present;
    private final Round round;
    private final Commits commits;
    private final News news;
    private final BooleanSupplier nobodyWaits;
    private final ExecutorService committer;
    private @Nullable Batch onItsWay;

    Pipeline(String name, Present present, Round round, Commits commits, News news, BooleanSupplier nobodyWaits) {
        this.present = present;
        this.round = round;
        this.commits = commits;
        this.news = news;
        this.nobodyWaits = nobodyWaits;
        this.committer = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "commits-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether everything that was concluded is committed and answered. */
    boolean isEmpty() {
        return onItsWay == null;
    }

    /**
     * Concludes these works, or without works what is due, and begins to commit; returns when what was on its way before is
     * committed and answered.
     *
     * @param unanswered the works; what is in it when this throws was not committed and has to be concluded again, by a
     *     partition that is built anew
     */
    void take(List<Work> unanswered) throws SQLException {
        if (news.isExpected() || !present.isCurrent()) {
            land(unanswered); // what others have committed, and a rebuild, stand on what this one has committed
        }
        List<Work> works = List.copyOf(unanswered);
        Optional<KnownAlerts> before = Optional.ofNullable(onItsWay).map(Batch::known);
        Round.Concluded concluded;
        try {
            concluded = round.conclude(present.get(), works, false, before);
        } finally {
            land(unanswered);
        }
        boolean alone = nobodyWaits.getAsBoolean();
        InFlight commit = commits.begin(
                concluded.conclusions(),
                concluded.known().redelivered(),
                concluded::answer,
                alone ? Runnable::run : committer);
        onItsWay = new Batch(works, concluded.known(), commit);
        unanswered.clear();
        if (alone) {
            land(unanswered);
        }
    }

    /** Lets what is on its way come to its end, or refuses it, and takes no more. */
    @Override
    public void close() {
        List<Work> unanswered = new ArrayList<>();
        try {
            land(unanswered);
        } catch (RuntimeException e) {
            LOG.warnf("the last batch may not be committed; whoever waits comes again: %s", e.getMessage());
        }
        unanswered.forEach(work -> work.refuse(Persistence.STOPPING));
        committer.shutdown();
    }

    private void land(List<Work> unanswered) {
        Batch landing = onItsWay;
        onItsWay = null;
        if (landing == null) {
            return;
        }
        boolean committed = false;
        try {
            commits.end(landing.commit());
            committed = true;
        } finally {
            if (!committed) {
                unanswered.addAll(0, landing.works());
            }
        }
    }
}
