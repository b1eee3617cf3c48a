package dev.tutti.decision;

import dev.tutti.fact.TargetType;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a target can be what a capability acts on. What tools could read in two ways is not usable. */
final class TargetForm {

    static final int MAX_LENGTH = 1_024;

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
            return Optional.of("is not an IP address in its plain form");
        }
        IPv6Address block = plain.get(0);
        if (NOBODYS.stream().anyMatch(block::overlaps)) {
            return Optional.of("contains unspecified, loopback, multicast or broadcast addresses");
        }
        return block.isMultiple()
                ? Optional.of("is a block; what it holds besides is cut off with it")
                : Optional.empty();
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
        if (address) {
            return addressFlaw(target);
        }
        return target.matches("[\\p{L}\\p{M}\\p{N}._-]+")
                ? Optional.empty()
                : Optional.of("is not the name of one host");
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
