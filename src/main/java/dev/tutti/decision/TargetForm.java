package dev.tutti.decision;

import dev.tutti.fact.TargetType;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a target can be what a capability acts on. What tools could read in two ways is not usable. */
final class TargetForm {

    static final int MAX_LENGTH = 1_024;

    /** A block wider than this is no target but an outage. */
    private static final int WIDEST_IPV4 = 8;

    private static final int WIDEST_IPV6 = 32;
    private static final int MAPPED_BITS = 96;
    private static final IPv6Address MAPPED = Addresses.plain("0.0.0.0/0").get(0);

    /** Unspecified, loopback, multicast and broadcast: nobody's address, or everybody's. */
    private static final List<IPv6Address> NOBODYS = Stream.of(
                    "::", "::1", "ff00::/8", "0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4", "255.255.255.255")
            .flatMap(block -> Addresses.plain(block).stream())
            .toList();

    private TargetForm() {}

    /** What is wrong with it, as the end of a sentence that begins with the target; empty when it is usable. */
    static Optional<String> flaw(TargetType type, String target) {
        if (target.isBlank()) {
            return Optional.of("is blank");
        }
        if (target.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        if (target.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("contains a control character");
        }
        return switch (type) {
            case IP -> addressFlaw(target);
            case HOST -> hostFlaw(target);
            case DOMAIN -> domainFlaw(target);
            case USER -> target.contains("*") ? Optional.of("is a pattern, not one user") : Optional.empty();
            case RECIPIENT, SUBJECT -> Optional.empty();
        };
    }

    private static Optional<String> addressFlaw(String target) {
        List<IPv6Address> plain = target.equals(target.strip()) ? Addresses.plain(target) : List.of();
        if (plain.size() != 1) {
            return Optional.of("is not an IP address or CIDR block in its plain form");
        }
        IPv6Address block = plain.get(0);
        if (NOBODYS.stream().anyMatch(block::overlaps)) {
            return Optional.of("contains unspecified, loopback, multicast or broadcast addresses");
        }
        boolean ipv4 = MAPPED.contains(block);
        int widest = ipv4 ? WIDEST_IPV4 : WIDEST_IPV6;
        int prefix = bits(block) - (ipv4 ? MAPPED_BITS : 0);
        return prefix < widest ? Optional.of("is a block wider than /" + widest) : Optional.empty();
    }

    private static int bits(IPv6Address block) {
        return block.isMultiple() ? block.getMinPrefixLengthForBlock() : block.getBitCount();
    }

    private static Optional<String> hostFlaw(String target) {
        if (target.contains("*") || target.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("is not the name of one host");
        }
        // Digits alone may be a name; with a dot or colon it is an address, and must be one that all read alike.
        boolean address = !Addresses.liberal(target).isEmpty() && (target.contains(".") || target.contains(":"));
        if (address && target.contains("/")) {
            return Optional.of("is a block, not one host");
        }
        return address ? addressFlaw(target) : Optional.empty();
    }

    private static Optional<String> domainFlaw(String target) {
        String name = Names.normal(target);
        String domain = Names.isWildcard(name) ? Names.parentOf(name) : name;
        if (domain.contains("*") || domain.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("is not a domain");
        }
        if (!Addresses.liberal(domain).isEmpty()) {
            return Optional.of("is an address, not a domain");
        }
        return Names.parentOf(domain).isEmpty() ? Optional.of("is a whole top-level domain") : Optional.empty();
    }
}
