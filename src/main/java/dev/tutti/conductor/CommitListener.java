package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.journal.FirstAttempt;
import java.util.List;
import java.util.UUID;

/** Hears of each commit, on the partition's thread: it must return at once. */
public interface CommitListener {

    /** Before it is tried: which of the orders that these conclusions give are begun as soon as they are committed. */
    default List<FirstAttempt> committing(UUID batchId, List<Conclusion> conclusions) {
        return List.of();
    }

    /** It is committed, and the callers are not answered yet. */
    void committed(UUID batchId, List<Conclusion> conclusions);

    /** Nobody tries it any longer, and as far as is known it is not committed. */
    default void dropped(UUID batchId) {}
}
