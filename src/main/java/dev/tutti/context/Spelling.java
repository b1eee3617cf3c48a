package dev.tutti.context;

import dev.tutti.address.PlainAddress;
import inet.ipaddr.IPAddress;
import java.util.Locale;
import java.util.Optional;

/** One spelling for what can be written in several, the same that intake gives observables, so that rules can join by equality. */
final class Spelling {

    static final int MAX_LENGTH = 255;

    private static final int MAPPED_BITS = 96;

    private Spelling() {}

    /** What is wrong with a text that stands for a name or a reason, as the end of a sentence; empty when nothing is. */
    static Optional<String> flaw(String text) {
        if (text.isBlank()) {
            return Optional.of("is missing or blank");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        if (!text.equals(text.strip())) {
            return Optional.of("must not begin or end with a blank");
        }
        return text.codePoints().anyMatch(Spelling::isUnprintable)
                ? Optional.of("must not contain control, invisible or broken characters")
                : Optional.empty();
    }

    /** Lower case, without the dot that ends a fully qualified name. */
    static String host(String name) {
        String bare = name.strip().toLowerCase(Locale.ROOT);
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** What is wrong with the name of a host, spelled as {@link #host} does. */
    static Optional<String> hostFlaw(String name) {
        return flaw(name).or(() -> {
            if (!name.matches("[\\p{L}\\p{M}\\p{N}._-]+")) {
                return Optional.of("must consist of letters, digits, dots, hyphens and underscores");
            }
            return block(name).isPresent()
                    ? Optional.of("is an address; name the asset and put the address into addresses")
                    : Optional.empty();
        });
    }

    /** One address in the form of RFC 5952, IPv4 within IPv6 as IPv4; empty when it is none, or one that tools read differently. */
    static Optional<String> address(String text) {
        return read(text.strip())
                .filter(address -> !address.isPrefixed() && !isNobodys(address))
                .map(IPAddress::toCanonicalString);
    }

    /** One address or CIDR block in its one spelling; empty when it is neither, or has bits set behind its prefix. */
    static Optional<String> block(String text) {
        return read(text.strip()).flatMap(address -> {
            if (!address.isPrefixed()) {
                return Optional.of(address.toCanonicalString());
            }
            if (address.getPrefixLength() == address.getBitCount()) {
                return Optional.of(address.withoutPrefixLength().toCanonicalString());
            }
            return address.isPrefixBlock() ? Optional.of(address.toCanonicalString()) : Optional.empty();
        });
    }

    private static Optional<IPAddress> read(String text) {
        // Brackets are read as well, but nobody who compares text would find them.
        return text.startsWith("[") ? Optional.empty() : PlainAddress.read(text).map(Spelling::unmapped);
    }

    private static IPAddress unmapped(IPAddress address) {
        if (!address.isIPv6() || !address.toIPv6().isIPv4Mapped()) {
            return address;
        }
        IPAddress embedded = address.toIPv6().getEmbeddedIPv4Address().withoutPrefixLength();
        Integer prefix = address.getPrefixLength();
        return prefix == null || prefix < MAPPED_BITS
                ? embedded
                : embedded.setPrefixLength(prefix - MAPPED_BITS, false);
    }

    private static boolean isNobodys(IPAddress address) {
        return address.isLoopback() || address.isMulticast() || address.isZero();
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
