package dev.tutti.intake.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a line says in pairs of key and value, in its order. A key that comes again says nothing new. */
final class Pairs {

    /** Further pairs are passed over; they stay in the line. */
    private static final int MAX_PAIRS = 1_000;

    private static final int MAX_KEY = 100;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final boolean escaped;

    private Pairs(boolean escaped) {
        this.escaped = escaped;
    }

    /**
     * Pairs between white space, as CEF writes them: a key is a word right before {@code =}, and a value goes on until the next
     * key. So a value may hold spaces, and a {@code =} that no word stands before.
     *
     * @param escaped whether {@code \=}, {@code \\}, {@code \n} and {@code \r} stand for a character
     */
    static Pairs spaced(String text, boolean escaped) {
        var pairs = new Pairs(escaped);
        String key = "";
        int valueFrom = 0;
        int at = 0;
        while (at < text.length()) {
            int token = afterSpace(text, at);
            int equals = keyEnd(text, token);
            if (equals > 0) {
                pairs.put(key, text.substring(valueFrom, token));
                key = text.substring(token, equals);
                valueFrom = equals + 1;
            }
            at = beforeSpace(text, Math.max(token, equals + 1));
        }
        pairs.put(key, text.substring(valueFrom));
        return pairs;
    }

    /** Pairs between delimiters; nothing is escaped. */
    static Pairs split(String text, String delimiter) {
        var pairs = new Pairs(false);
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf(delimiter, from);
            String pair = text.substring(from, end < 0 ? text.length() : end);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
            }
            from = end < 0 ? text.length() + 1 : end + delimiter.length();
        }
        return pairs;
    }

    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** The first value under the keys that is not blank; {@code ""} when there is none. */
    String text(String... keys) {
        return texts(keys).findFirst().orElse("");
    }

    Stream<String> texts(String... keys) {
        return said(keys).map(value -> unescaped(value, true));
    }

    /**
     * The values of keys that hold a path, a program or a user. No such name has a line break, but many a sender does not escape
     * the backslash in {@code D:\new}.
     */
    Stream<String> names(String... keys) {
        return said(keys).map(value -> unescaped(value, false));
    }

    private Stream<String> said(String... keys) {
        return Stream.of(keys).map(key -> values.getOrDefault(key, "")).filter(value -> !value.isEmpty());
    }

    private void put(String key, String value) {
        String said = value.strip();
        if (!key.isEmpty() && !said.isEmpty() && values.size() < MAX_PAIRS) {
            values.putIfAbsent(key, said);
        }
    }

    private static int afterSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int beforeSpace(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the {@code =} of a key stands that begins here; -1 when none does. */
    private static int keyEnd(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < MAX_KEY && isOfKey(text.charAt(at))) {
            at++;
        }
        return at > from && at < text.length() && text.charAt(at) == '=' ? at : -1;
    }

    /** The specification wants letters and digits; products add the rest. */
    private static boolean isOfKey(char c) {
        return Character.isLetterOrDigit(c) || "_.,[]-".indexOf(c) >= 0;
    }

    private String unescaped(String value, boolean breaks) {
        if (!escaped || value.indexOf('\\') < 0) {
            return value;
        }
        var plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = c == '\\' && i + 1 < value.length() ? value.charAt(i + 1) : '\0';
            if (next == '=' || next == '\\') {
                plain.append(next);
                i++;
            } else if (breaks && (next == 'n' || next == 'r')) {
                plain.append(next == 'n' ? '\n' : '\r');
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
