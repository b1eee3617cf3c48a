@NullMarked
package dev.tutti.decision;

import org.jspecify.annotations.NullMarked;
