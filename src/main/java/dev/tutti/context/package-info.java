/**
 * What the organisation tells Tutti about itself: services and who answers for them, assets and their addresses, the
 * periods of its calendar, what no action may ever touch, and everything else that a
 * {@link dev.tutti.context.Section} is there for. A further kind is one line there and one record that says what is checked.
 *
 * <p>An <em>entry</em> is what somebody writes; checked and spelled in the one way in which rules compare, it becomes a fact.
 * A fact is <em>stated</em> or <em>ended</em> by an input to the partition, so it takes effect between two alerts, has its
 * place in the journal, and a replay sees it when the rules saw it. The table {@code context_entry} holds what was committed;
 * nothing is kept here beside it. Saying the same again is no input.
 *
 * <p>Address conflicts are found here, before anything is stated: no two assets ever hold one address. Names that lead
 * nowhere yet, of a service or of an owner, are allowed and answered with a warning, because estates are told in any order.
 *
 * <p>What stands on the no-touch list is taken away by two people, see {@link dev.tutti.context.Removals}; the core sees to it,
 * and no other way through here leads there.
 *
 * <p>People are not told but follow the tokens, see {@link dev.tutti.context.PeopleFollowTokens}. What is derived from all
 * this while it is in force (addresses, open freezes and windows) is no business of this package.
 */
@NullMarked
package dev.tutti.context;

import org.jspecify.annotations.NullMarked;
