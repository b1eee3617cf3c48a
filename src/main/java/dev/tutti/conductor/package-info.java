/** The single-threaded loop of a partition: it drains what waits, lets the engine conclude, commits, and then answers. */
@NullMarked
package dev.tutti.conductor;

import org.jspecify.annotations.NullMarked;
