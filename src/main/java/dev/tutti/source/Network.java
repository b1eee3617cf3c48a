package dev.tutti.source;

import dev.tutti.address.PlainAddress;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;

/**
 * A block of addresses. IPv4 is read as the part of IPv6 that maps it: a peer at {@code ::ffff:192.0.2.1} is in
 * {@code 192.0.2.0/24}.
 *
 * @param text in its canonical spelling
 */
public record Network(String text, IPv6Address block) {

    /** The block that this text is; empty when it is none, or has bits beyond its prefix and may mean two things. */
    public static Optional<Network> read(String text) {
        return PlainAddress.read(text)
                .filter(address -> !address.isPrefixed() || address.isPrefixBlock())
                .map(address -> new Network(address.toCanonicalString(), PlainAddress.wide(address)));
    }

    /**
     * Whether a peer is in it.
     *
     * @param peer an address as a socket names it; one that cannot be read is in no block
     */
    public boolean contains(String peer) {
        int zone = peer.indexOf('%');
        return PlainAddress.read(zone < 0 ? peer : peer.substring(0, zone))
                .filter(address -> block.contains(PlainAddress.wide(address)))
                .isPresent();
    }
}
