package dev.tutti.decision;

import dev.tutti.fact.TargetType;
import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv6.IPv6Address;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One spelling for a target that can be written in several, whoever proposes it: rules compare it by an equality, and two
 * spellings of one thing would be two actions. Addresses take the form of RFC 5952, IPv4 within IPv6 is IPv4; names of hosts
 * and domains are written small, without the dot at their end. What cannot be read stays as it came, and is denied later.
 */
public final class TargetSpelling {

    private TargetSpelling() {}

    public static String of(TargetType type, String target) {
        return switch (type) {
            case IP -> address(target.strip()).orElse(target);
            case HOST -> address(target.strip()).orElseGet(() -> name(target));
            case DOMAIN -> name(target);
            case USER, RECIPIENT, SUBJECT -> target;
        };
    }

    private static String name(String text) {
        String small = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }

    private static Optional<String> address(String text) {
        List<IPv6Address> plain = Addresses.plain(text);
        if (plain.size() != 1 || plain.get(0).isMultiple()) {
            return Optional.empty();
        }
        IPv6Address one = plain.get(0);
        IPAddress spelled = one.isIPv4Mapped() ? one.getEmbeddedIPv4Address() : one;
        return Optional.of(spelled.withoutPrefixLength().toCanonicalString());
    }
}
