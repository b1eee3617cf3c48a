/**
 * The durable order of a partition: it appends inputs with everything that followed from them, in one transaction, and
 * loads what was committed.
 *
 * <p>Rows are written by plain JDBC in batches, since this is the hot path; everything else in Tutti that reads tables may
 * use an entity. Times are {@code timestamptz}, identities {@code uuid}, and what only Tutti reads again is {@code jsonb}.
 */
@NullMarked
package dev.tutti.journal;

import org.jspecify.annotations.NullMarked;
