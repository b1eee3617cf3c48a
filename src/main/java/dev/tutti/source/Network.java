package dev.tutti.source;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses. IPv4 is read as the part of IPv6 that maps it: a peer at {@code ::ffff:192.0.2.1} is in
 * {@code 192.0.2.0/24}.
 *
 * @param text in its canonical spelling
 */
public record Network(String text, IPv6Address block) {

    /** What every tool reads in the same way: no octal, no missing parts, no ranges, no zones. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefixOnly(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private static final int MAX_LENGTH = 64;

    /** The block that this text is; empty when it is none, or has bits beyond its prefix and may mean two things. */
    public static Optional<Network> read(String text) {
        IPAddress address = address(text);
        if (address == null || (address.isPrefixed() && !address.isPrefixBlock())) {
            return Optional.empty();
        }
        return Optional.of(new Network(address.toCanonicalString(), wide(address)));
    }

    /**
     * Whether a peer is in it.
     *
     * @param peer an address as a socket names it; one that cannot be read is in no block
     */
    public boolean contains(String peer) {
        int zone = peer.indexOf('%');
        IPAddress address = address(zone < 0 ? peer : peer.substring(0, zone));
        return address != null && block.contains(wide(address));
    }

    private static IPv6Address wide(IPAddress address) {
        return address.isIPv4() ? address.toIPv4().getIPv4MappedAddress() : address.toIPv6();
    }

    private static @Nullable IPAddress address(String text) {
        return text.length() > MAX_LENGTH ? null : new IPAddressString(text, PLAIN).getAddress();
    }
}
