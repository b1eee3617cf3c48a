/**
 * The only package that knows KIE. It compiles a rule set into an immutable rule base, runs one input per step through
 * the five phases until nothing changes any more, and says what was concluded.
 *
 * <p>Guarantees: no I/O, no wall clock (a pseudo clock takes the journal's time), one thread per session, stream mode
 * asserted at every start. An exception out of the engine is an {@link dev.tutti.engine.EngineFailure}: the session is
 * to be thrown away and rebuilt. Nothing here knows a database or a container.
 */
@NullMarked
package dev.tutti.engine;

import org.jspecify.annotations.NullMarked;
