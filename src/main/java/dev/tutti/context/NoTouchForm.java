package dev.tutti.context;

import inet.ipaddr.IPAddressString;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an entry of the no-touch list may be written. What somebody meant as an address and the check would take for a name
 * protects nothing, so it is refused and not kept.
 */
final class NoTouchForm {

    private static final String BELOW = "*.";
    private static final String WRITE_BLOCKS = "write one address, or a CIDR block such as 10.0.0.0/24";

    /** As many signs of an address as a name never has: a colon among hexadecimal digits, or digits with dots. */
    private static final Pattern LIKE_AN_ADDRESS = Pattern.compile(
            "\\[?([0-9a-fA-F]*:[0-9a-fA-F]*:.*|[0-9a-fA-F]*:[0-9a-fA-F.*]*|[0-9]+(\\.[0-9*]*)+)]?([/%:].*)?");

    private static final Pattern LIKE_A_RANGE = Pattern.compile("([^\\s-]+)\\s*-\\s*[0-9a-fA-F.:]+");
    private static final Pattern LIKE_A_BLOCK = Pattern.compile(".*/\\s*[0-9.]*");

    private NoTouchForm() {}

    /** Addresses and blocks in their one spelling, everything else in lower case without a trailing dot. */
    static String spell(String entry) {
        String bare = entry.strip();
        return Spelling.block(bare).orElseGet(() -> {
            String name = bare.toLowerCase(Locale.ROOT);
            return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        });
    }

    /** What is wrong with an entry, spelled as {@link #spell} does; empty when it protects what it says. */
    static Optional<String> flaw(String entry) {
        return Spelling.flaw(entry).or(() -> {
            if (Spelling.block(entry).isPresent()) {
                return Optional.empty();
            }
            if (entry.contains("://")) {
                return Optional.of("is a URL; write the host or address in it");
            }
            if (isList(entry)) {
                return Optional.of("must name one thing; make an entry of each");
            }
            if (isRange(entry)) {
                return Optional.of("is a range, which is not understood; " + WRITE_BLOCKS);
            }
            if (isMeantAsAddress(entry)) {
                return Optional.of("is not an address or CIDR block in its plain form; " + WRITE_BLOCKS);
            }
            return wildcardFlaw(entry);
        });
    }

    private static Optional<String> wildcardFlaw(String entry) {
        if (!entry.contains("*")) {
            return Optional.empty();
        }
        String parent = entry.startsWith(BELOW) ? entry.substring(BELOW.length()) : "";
        boolean usable =
                parent.matches("[\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)*") && !parent.matches("[0-9.]+");
        return usable
                ? Optional.empty()
                : Optional.of("may have a * only as *.example.org, which covers all below example.org");
    }

    private static boolean isList(String entry) {
        boolean several = !isRange(entry)
                && entry.contains(" ")
                && Stream.of(entry.split("\\s+")).anyMatch(NoTouchForm::isMeantAsAddress);
        return several || entry.contains(",") || entry.contains(";");
    }

    private static boolean isRange(String entry) {
        var range = LIKE_A_RANGE.matcher(entry);
        return range.matches() && isMeantAsAddress(range.group(1));
    }

    private static boolean isMeantAsAddress(String entry) {
        if (LIKE_AN_ADDRESS.matcher(entry).matches()
                || LIKE_A_BLOCK.matcher(entry).matches()) {
            return true;
        }
        // What the most liberal reading takes for an address; a word of digits alone may well be a user.
        return !entry.matches("\\w+") && new IPAddressString(entry).getAddress() != null;
    }
}
