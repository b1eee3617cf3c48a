/**
 * The command line: one jar, many commands, of which only {@code serve} and {@code demo} start the service.
 *
 * <p>Results go to stdout and everything else to stderr. A command ends with 0 when all is good, 1 when what it checked or
 * tried is not, 2 when it was called wrongly. A command is a class here, named in {@link dev.tutti.cli.Tutti}.
 *
 * <p>Without a configured database {@code serve} brings its own: a real PostgreSQL under {@code TUTTI_DATA_DIR}, with the
 * durable settings of a server, which belongs to one process at a time and outlives the death of that process.
 */
@NullMarked
package dev.tutti.cli;

import org.jspecify.annotations.NullMarked;
