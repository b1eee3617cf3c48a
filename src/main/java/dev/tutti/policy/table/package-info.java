/**
 * Decision tables: a {@code table.csv} instead of a {@code policy.drl}.
 *
 * <p>A table has a <em>kind</em>, which says what its columns mean. Some columns are conditions, of which each
 * <em>cell</em> holds {@code *}, one value, or several with {@code |} between them; the others say what follows. A
 * <em>situation</em> is one value for each condition.
 *
 * <p>The guarantee: a cell never becomes text in a rule. It is read into a {@link dev.tutti.policy.table.Value} of its
 * column's type, or it is a {@link dev.tutti.policy.table.Flaw}; only values are written into rules, as literals. Where a
 * kind says so, exactly one row answers each situation, and whatever keeps a table from that is a flaw, told by its cell.
 *
 * <p>Nothing here knows policies, folders or the engine: text goes in, and flaws or the text of rules come out.
 */
@NullMarked
package dev.tutti.policy.table;

import org.jspecify.annotations.NullMarked;
