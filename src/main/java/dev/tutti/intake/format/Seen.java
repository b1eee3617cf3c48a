package dev.tutti.intake.format;

import static dev.tutti.fact.ObservableType.EMAIL;
import static dev.tutti.fact.ObservableType.HASH;
import static dev.tutti.fact.ObservableType.HOST;
import static dev.tutti.fact.ObservableType.IP;
import static dev.tutti.fact.ObservableType.URL;
import static dev.tutti.fact.ObservableType.USER;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts observables into a draft that come as free text: lists in one value, hashes with their names, and words for nothing. */
final class Seen {

    /** What devices write when there is none, or several. */
    private static final Set<String> NOTHING =
            Set.of("-", "n/a", "na", "null", "(null)", "nil", "none", "unknown", "undefined", "multiple");

    private static final Set<String> UNSPECIFIED = Set.of("0.0.0.0", "::");
    private static final Pattern ADDRESSES = Pattern.compile("[0-9A-Fa-f:.,;\\s]{2,2048}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s<>,;]{1,64}@[^@\\s<>,;]{1,255}");

    /** A list in one value is read so far. */
    private static final int MAX_LISTED = 16;

    /** A longer value is prose, and no list of names. */
    private static final int MAX_NAME = 4_096;

    private Seen() {}

    /** Puts in what the value names; a list names several, and {@code n/a} names nothing. */
    static void put(Draft draft, ObservableType type, ObservableRole role, String value) {
        if (namesNothing(value)) {
            return;
        }
        switch (type) {
            case IP -> listed(value).forEach(address -> draft.observable(IP, role, address));
            case HASH -> hash(draft, role, value);
            case USER -> user(draft, role, value);
            case EMAIL -> addresses(value).forEach(address -> draft.observable(EMAIL, role, address));
            case URL -> draft.observable(URL, role, unquoted(value));
            default -> draft.observable(type, role, value);
        }
    }

    /** A machine that is named by addresses or by a name. */
    static void machine(Draft draft, ObservableRole role, String value) {
        put(draft, ADDRESSES.matcher(value).matches() ? IP : HOST, role, value);
    }

    private static boolean namesNothing(String value) {
        return value.length() > MAX_NAME || NOTHING.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Addresses in a list, each with or without a port; prose that mentions one is no list. */
    private static Stream<String> listed(String value) {
        return ADDRESSES.matcher(value).matches()
                ? Stream.of(value.split("[,;\\s]", MAX_LISTED + 1))
                        .limit(MAX_LISTED)
                        .map(Seen::withoutPort)
                        .filter(address -> !UNSPECIFIED.contains(address))
                : Stream.empty();
    }

    private static String withoutPort(String address) {
        int colon = address.indexOf(':');
        return colon > 0 && address.indexOf('.') >= 0 && colon == address.lastIndexOf(':')
                ? address.substring(0, colon)
                : address;
    }

    private static void hash(Draft draft, ObservableRole role, String value) {
        List<String> hashes = Hashes.in(value).limit(MAX_LISTED).toList();
        draft.observables(HASH, role, hashes.stream());
        if (hashes.isEmpty() && value.indexOf('=') < 0) {
            draft.observable(HASH, role, value);
        }
    }

    /** A mail gateway has senders and recipients as users; one address may also be the name of an account. */
    private static void user(Draft draft, ObservableRole role, String value) {
        List<String> addresses = addresses(value).toList();
        if (addresses.size() < 2) {
            draft.observable(USER, role, value);
        }
        draft.observables(EMAIL, role, addresses.stream());
    }

    private static Stream<String> addresses(String value) {
        return MAIL.matcher(value).results().limit(MAX_LISTED).map(MatchResult::group);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && ((value.startsWith("'") && value.endsWith("'")) || (value.startsWith("\"") && value.endsWith("\"")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
