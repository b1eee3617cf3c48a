package dev.tutti.conductor;

import dev.tutti.journal.Journal;
import dev.tutti.journal.PartitionBook;
import dev.tutti.journal.PoisonBook;
import dev.tutti.journal.Precautions;
import java.time.Clock;
import java.util.List;

/** What the loops of all partitions of a process work with. */
record Means(
        ConductorConfig config,
        Journal journal,
        Precautions precautions,
        PoisonBook poisonBook,
        PartitionBook partitionBook,
        Neighbours neighbours,
        RulesInForce rules,
        Providers providers,
        List<CommitListener> listeners,
        Watchdog watchdog,
        ConductorMetrics metrics,
        Clock clock) {

    Means {
        listeners = List.copyOf(listeners);
    }
}
