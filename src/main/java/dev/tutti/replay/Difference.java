package dev.tutti.replay;

import java.time.Instant;
import java.util.List;

/**
 * A moment at which something else happened than the case says.
 *
 * @param expected lines of the case that nothing met
 * @param happened what the case does not list, as lines that one could list
 * @param standing how the actions in question stood at that moment, and why
 * @param fired the rules that fired at that moment
 */
public record Difference(
        Instant at, List<String> expected, List<String> happened, List<String> standing, List<String> fired) {

    public Difference {
        expected = List.copyOf(expected);
        happened = List.copyOf(happened);
        standing = List.copyOf(standing);
        fired = List.copyOf(fired);
    }
}
