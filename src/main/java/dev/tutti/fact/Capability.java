package dev.tutti.fact;

import java.time.Duration;

/**
 * Something that the organisation's tools can do, as rules ask for it.
 *
 * @param name such as {@code firewall.block-ip}
 * @param reversible whether it is undone when its lease runs out
 * @param lease how long it stands as in force, in which the same proposal is a further cause and not a new action
 * @param usefulFor how long a request may wait before it expires
 */
public record Capability(
        String name, String title, TargetType target, boolean reversible, Duration lease, Duration usefulFor) {}
