/**
 * What a SIEM sends becomes alerts that are decided. The resources take a request, the path of which names its format or leaves
 * it to be found out; package {@code format} reads it; what its sender may not send is refused; and what is good goes to the
 * {@link dev.tutti.conductor.AlertDesk}. The answer comes only when all of it is decided and durable.
 *
 * <p>Once-only is the conductor's: it rests on source, source id and digest. A rehearsal ({@code DryRun}) takes the same way to
 * the {@link dev.tutti.conductor.RehearsalDesk}, and nothing is kept. Nothing here knows the engine, a policy or a table of the
 * journal.
 */
@NullMarked
package dev.tutti.intake;

import org.jspecify.annotations.NullMarked;
