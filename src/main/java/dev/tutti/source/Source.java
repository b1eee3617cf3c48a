package dev.tutti.source;

import java.time.Instant;
import java.util.List;

/**
 * One sender of alerts and what it may send.
 *
 * @param tenant where its alerts go, whatever they say themselves; {@link #ANY} where the sender is trusted to say it
 * @param formats the only ones it may use; empty for all
 * @param networks the only ones it may call from; empty for anywhere
 */
public record Source(
        String name,
        String tenant,
        List<String> formats,
        List<Network> networks,
        Rate rate,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    /** The tenant of a source that serves many. */
    public static final String ANY = "*";

    public Source {
        formats = List.copyOf(formats);
        networks = List.copyOf(networks);
    }

    public boolean takes(String format) {
        return formats.isEmpty() || formats.contains(format);
    }

    public boolean reachableFrom(String peer) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(peer));
    }

    /** The tenant of an alert that names this one. */
    public String tenantOf(String named) {
        return tenant.equals(ANY) ? named : tenant;
    }
}
