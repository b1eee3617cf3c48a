package dev.tutti.fact;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that the organisation's tools can do, as rules ask for it.
 *
 * @param name such as {@code firewall.block-ip}
 * @param reversible whether it is undone when its lease runs out
 * @param lease how long it stands as in force, in which the same proposal is a further cause and not a new action
 * @param usefulFor how long a request may wait before it expires
 * @param function what it is good for where a service must have something of that kind; empty when for none of these
 */
public record Capability(
        String name,
        String title,
        TargetType target,
        boolean reversible,
        Duration lease,
        Duration usefulFor,
        Optional<MandatedFunction> function) {

    /** What was written down before there were functions names none. */
    public Capability {
        function = Objects.requireNonNullElse(function, Optional.empty());
    }

    /** A capability that serves no mandated function. */
    public Capability(
            String name, String title, TargetType target, boolean reversible, Duration lease, Duration usefulFor) {
        this(name, title, target, reversible, lease, usefulFor, Optional.empty());
    }
}
