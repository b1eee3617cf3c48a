/** The nine processes as stories: told to the running service over REST, and ended by what the simulated tools hold. */
@NullMarked
package dev.tutti.process;

import org.jspecify.annotations.NullMarked;
