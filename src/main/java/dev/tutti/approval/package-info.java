/**
 * How people take part: they propose actions, answer those that ask, withdraw, undo, and say what became of the uncertain.
 *
 * <p>A wish becomes an input like any other, with its place in the journal, and is answered after what it led to is
 * committed. Everybody acts under the name of their token; who may vote on an action is decided by the action's
 * requirements and by the roles that the person holds when votes are counted. A vote names the digest of the action that
 * the person saw, and nobody votes on what they proposed.
 *
 * <p>Nothing here decides: {@code decision} rules, {@code action} carries out. An expected refusal is a problem with a code
 * of its own.
 */
@NullMarked
package dev.tutti.approval;

import org.jspecify.annotations.NullMarked;
