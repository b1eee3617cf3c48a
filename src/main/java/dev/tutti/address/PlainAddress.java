package dev.tutti.address;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;

/**
 * Reads an address or a CIDR block that every tool reads in the same way: no octal, no hexadecimal IPv4, no missing parts, no
 * ranges, no zones. The brackets that a URL puts around IPv6 are read as well.
 */
public final class PlainAddress {

    private static final IPAddressStringParameters FORM = new IPAddressStringParameters.Builder()
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

    /** The longest address, with brackets and a prefix, and some more. */
    private static final int MAX_LENGTH = 64;

    private PlainAddress() {}

    /** Empty when it is none. */
    public static Optional<IPAddress> read(String text) {
        return text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(new IPAddressString(text, FORM).getAddress());
    }

    /** The same in the one space that holds both: IPv4 as the part of IPv6 that maps it. */
    public static IPv6Address wide(IPAddress address) {
        return address.isIPv4() ? address.toIPv4().getIPv4MappedAddress() : address.toIPv6();
    }
}
