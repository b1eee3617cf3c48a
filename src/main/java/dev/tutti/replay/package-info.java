/**
 * Runs policy cases: what a policy does in one situation, told in YAML and tried on the same machine that decides in the
 * service.
 *
 * <p>A {@link dev.tutti.replay.PolicyCase} is played on a fresh partition without a database, over the sample estate. What
 * is given is said to the partition at its time; everything that is due in between is worked off first, one due time at a
 * time. A {@link dev.tutti.replay.Watch} reads {@link dev.tutti.replay.Happening}s off the conclusions, and each of them
 * must be listed in the case, at its exact time, and each that is listed must happen.
 *
 * <p><b>What counts as a happening.</b> An alert or a proposal by a person always shows: it leads to at least one line, or
 * to {@code unmatched} or {@code suppressed}. Of an action the judgements that decide are listed, one line for each policy:
 * the holds of a held one, the open approvals of one that waits for people, the denials of a denied one. What a stronger
 * judgement outweighs is not listed until it decides. A judgement that joins while the action stays where it is happens at
 * that moment. A permit shows as the dispatch that it allows. Findings count in the cases of a policy that concludes them, and
 * in every case that expects one.
 *
 * <p>The package knows no file system, no screen and no clock; {@code cli} reads the rules and prints the result.
 */
@NullMarked
package dev.tutti.replay;

import org.jspecify.annotations.NullMarked;
