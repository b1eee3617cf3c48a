package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.journal.PartitionBook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Gives a partition the context that the first one has: all of it when it is new, and what it missed when the process ended
 * between two of them. Once for each start: while the process runs, whoever states something tells all of them.
 */
final class Alignment {

    private static final Logger LOG = Logger.getLogger(Alignment.class);
    private static final int MOST_INPUTS = 500;

    private final String partition;
    private final PartitionBook book;
    private boolean done;

    Alignment(String partition, PartitionBook book) {
        this.partition = partition;
        this.book = book;
        // One of another name stands alone.
        this.done = partition.equals(Partitioning.FIRST) || !Partitioning.isName(partition);
    }

    /**
     * Does nothing after the first time.
     *
     * @param step lets the partition conclude
     * @param commit commits some conclusions, or throws
     */
    void align(Partition ready, Step step, Consumer<List<Conclusion>> commit) throws SQLException {
        if (done) {
            return;
        }
        List<Input> lacking = book.lacking(partition, Partitioning.FIRST);
        for (int from = 0; from < lacking.size(); from += MOST_INPUTS) {
            List<Conclusion> conclusions = new ArrayList<>();
            lacking.subList(from, Math.min(lacking.size(), from + MOST_INPUTS))
                    .forEach(input -> conclusions.add(step.apply(ready, input, ready.now())));
            commit.accept(conclusions);
        }
        if (!lacking.isEmpty()) {
            LOG.infof("partition %s was told %d facts of the context", partition, lacking.size());
        }
        done = true;
    }
}
