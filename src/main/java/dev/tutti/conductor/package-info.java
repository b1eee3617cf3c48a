/**
 * The single-threaded loop of a partition: it drains what waits, lets the engine conclude, commits, and only then answers.
 *
 * <p>Guarantees: an answer is given after the commit, never before; what waits is bounded, and whoever finds no place hears
 * of it at once; an exception out of the engine costs the session, never a neighbour's decision. Nothing here speaks HTTP,
 * and no rule is compiled on a partition's thread.
 */
@NullMarked
package dev.tutti.conductor;

import org.jspecify.annotations.NullMarked;
