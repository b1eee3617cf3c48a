package dev.tutti.conductor;

import dev.tutti.fact.Context;

/** Where what the organisation says about itself is handed over. */
public interface ContextDesk {

    /** States a fact; it replaces what was stated before under its identity. */
    Statement state(Context fact, String by);

    /** Ends what was stated under this identity. */
    Statement end(String factId, String by);

    /** What became of it; it is committed, unless it is {@code BUSY}. */
    enum Statement {
        TAKEN,
        /** There is nothing of this identity to end. */
        UNKNOWN,
        /** Not taken, or not yet, or the rules failed on it; come again. */
        BUSY
    }
}
