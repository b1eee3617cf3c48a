package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import java.util.List;

/** Hears what was committed, on the partition's thread and before the callers are answered: it must return at once. */
public interface CommitListener {

    void committed(List<Conclusion> conclusions);
}
