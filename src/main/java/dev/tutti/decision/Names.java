package dev.tutti.decision;

import java.net.IDN;
import java.util.Locale;

/** Names of hosts, domains and users in the one form in which they are compared. */
final class Names {

    private static final String WILDCARD = "*.";

    private Names() {}

    /** Lower case, without a trailing dot, in ASCII where the name has such a form. */
    static String normal(String name) {
        String bare = name.strip();
        if (bare.startsWith(WILDCARD)) {
            return WILDCARD + normal(bare.substring(WILDCARD.length()));
        }
        String ascii = ascii(bare).toLowerCase(Locale.ROOT);
        return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noDomainName) {
            return name; // user names and over-long labels have no such form
        }
    }

    static boolean isWildcard(String normal) {
        return normal.startsWith(WILDCARD) && normal.length() > WILDCARD.length();
    }

    /** What follows the first dot; empty when there is none. */
    static String parentOf(String normal) {
        return normal.substring(normal.indexOf('.') < 0 ? normal.length() : normal.indexOf('.') + 1);
    }

    static boolean isBelow(String normal, String domain) {
        return normal.endsWith("." + domain);
    }
}
