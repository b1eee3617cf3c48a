/**
 * What auditors read: every alert, firing, decision and action that was committed, and the story that joins them.
 *
 * <p>A <em>listing</em> is one table, newest first, in pages. A page ends in a cursor that holds the place of its last row,
 * so rows that are added meanwhile neither repeat nor shift what is read after it; what is committed behind the reader's
 * back is found by asking again from the start. A cursor belongs to the question that it came from. Every query parameter
 * has to be known, because a misspelt filter that was passed over would answer with everything.
 *
 * <p>A <em>story</em> is one alert with all that followed: firings, the decision, and each action that it caused or joined,
 * with judgements, votes, transitions, attempts and outcomes in one timeline. It is read from one snapshot of the database.
 *
 * <p>Nothing here writes. SQL is fixed text, which the compiler checks; what a caller sends is only ever bound. Shapes inside
 * {@code jsonb} are passed on as they were committed, so this package needs to know no type of {@code decision}.
 */
@NullMarked
package dev.tutti.history;

import org.jspecify.annotations.NullMarked;
