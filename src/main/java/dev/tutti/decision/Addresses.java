package dev.tutti.decision;

import dev.tutti.address.PlainAddress;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads addresses and blocks into one space: an IPv4 address is read as the IPv6 address that maps it, so that
 * {@code 10.1.1.1} and {@code ::ffff:10.1.1.1} are the same thing.
 */
final class Addresses {

    /** Whatever somebody may have meant as an address; 010.1.1.1 is 10.1.1.1, as people read it. */
    private static final IPAddressStringParameters LIBERAL = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton_octal(false)
            .getParentBuilder()
            .toParams();

    private static final int MAX_LENGTH = 100;

    private Addresses() {}

    /** The block that this text plainly is, as a list of one; empty when it is none, or one that tools read differently. */
    static List<IPv6Address> plain(String text) {
        return PlainAddress.read(text).map(Addresses::blocks).orElse(List.of());
    }

    /**
     * Every address that this text may mean, as blocks; empty when it is a name. An address with a prefix means its whole
     * block, as it does to a firewall.
     */
    static List<IPv6Address> liberal(String text) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        IPAddress address = bare.length() > MAX_LENGTH ? null : new IPAddressString(bare, LIBERAL).getAddress();
        return address == null ? List.of() : blocks(address);
    }

    private static List<IPv6Address> blocks(IPAddress address) {
        // A range such as 10.*.0.1 is millions of blocks in the worst case; in sequence it is a few.
        if (!address.toPrefixBlock().isSequential()) {
            return List.of();
        }
        List<IPv6Address> blocks = new ArrayList<>();
        for (IPAddress block : address.toPrefixBlock().spanWithPrefixBlocks()) {
            blocks.add(
                    block.isIPv4()
                            ? block.toIPv4().getIPv4MappedAddress()
                            : block.toIPv6().removeZone());
        }
        return blocks;
    }
}
