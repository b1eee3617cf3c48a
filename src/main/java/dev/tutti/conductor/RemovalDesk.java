package dev.tutti.conductor;

import dev.tutti.fact.RemovalState;
import java.time.Duration;

/** Where people hand over what they want taken from the no-touch list, and what they say of what others want. */
public interface RemovalDesk {

    /** Proposes that an entry of the list is taken away. */
    Receipt propose(String id, String entry, String by, String reason, Duration within);

    /** Answers a proposal, with {@link RemovalState#AGREED} or {@link RemovalState#REFUSED}. */
    Receipt answer(String id, String by, RemovalState as, String reason);

    /** What became of it; it is committed, unless it is {@code BUSY}. */
    enum Receipt {
        TAKEN,
        /** There is no such entry, or no such proposal that waits. */
        UNKNOWN,
        /** Whoever answers has proposed it. */
        SELF_APPROVAL,
        /** Whoever asks holds no role that may change the list. */
        NO_RIGHT,
        /** Whoever proposed it holds none any longer. */
        PROPOSER_WITHOUT_RIGHT,
        /** As many wait as may. */
        TOO_MANY,
        /** Not taken, or not yet; come again. */
        BUSY
    }
}
