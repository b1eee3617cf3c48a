/**
 * The vocabulary that rules speak: what a policy may match and what it may conclude.
 *
 * <p>A DRL file imports from here only. Every type is an immutable record without a null component; lists are sorted, so
 * that a replay in another JVM sees the same digests. The sealed families under {@link dev.tutti.fact.Fact} are the layers
 * that {@code tutti lint} holds: {@link dev.tutti.fact.Event}, {@link dev.tutti.fact.Context}, {@link dev.tutti.fact.Tally},
 * {@link dev.tutti.fact.Concept}, {@link dev.tutti.fact.Proposal}, {@link dev.tutti.fact.Request} and
 * {@link dev.tutti.fact.Judgement}.
 *
 * <p>The only thing taken from the engine are its three event annotations; nothing here knows a session. When a
 * {@link dev.tutti.fact.Planned} period takes place is reckoned here too, because those who check it and the one who follows it
 * have nothing else in common.
 */
@NullMarked
package dev.tutti.fact;

import org.jspecify.annotations.NullMarked;
