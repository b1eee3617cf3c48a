package dev.tutti.intake.format;

import dev.tutti.address.PlainAddress;
import dev.tutti.fact.ObservableType;
import inet.ipaddr.IPAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One spelling for what can be written in several, because a rule joins observables to the estate by an equality.
 *
 * <p>Addresses take the form of RFC 5952, IPv4 within IPv6 is IPv4; names of domains and hosts, hashes and MAC addresses are written
 * small. Everything else stays as it came.
 */
final class Spelling {

    /** A longer value is no name of anything that a rule could compare. */
    static final int MAX_VALUE = 2_048;

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** Four plain numbers are the one spelling as they stand, and most addresses are that; the parser costs far more. */
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    private Spelling() {}

    /** Empty when the value cannot be of this type, is blank, or is too long to be compared. */
    static Optional<String> of(ObservableType type, String value) {
        String text = Text.of(value.strip(), MAX_VALUE + 1);
        if (text.isEmpty() || text.length() > MAX_VALUE) {
            return Optional.empty();
        }
        return switch (type) {
            case IP -> address(text);
            case DOMAIN, HOST -> domain(text);
            case HASH, MAC -> Optional.of(text.toLowerCase(Locale.ROOT));
            case PORT -> port(text);
            case USER, EMAIL, URL, FILE, PROCESS, CONTAINER, CLOUD_RESOURCE -> Optional.of(text);
        };
    }

    private static Optional<String> address(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(text);
        }
        return PlainAddress.read(text)
                .filter(address -> !address.isPrefixed())
                .map(Spelling::unmapped)
                .map(IPAddress::toCanonicalString);
    }

    private static IPAddress unmapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    private static Optional<String> domain(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return name.isEmpty() ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? Optional.of(String.valueOf(port)) : Optional.empty();
    }
}
