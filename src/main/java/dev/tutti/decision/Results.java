package dev.tutti.decision;

import dev.tutti.fact.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a tool or a person answered about an action that took effect, within the bounds that memory and history bear. */
public final class Results {

    /** What comes after these by its name is left out; a manifest keeps no more than 20. */
    public static final int MOST = 32;

    /** How long a value may be, what is said of its cut included. */
    public static final int LONGEST = 1_000;

    private static final String CUT = " [cut]";

    private Results() {}

    /** Sorted by name, each name once, each value on one line and such that every part of Tutti can keep it. */
    static List<Parameter> bounded(Collection<Parameter> results) {
        return results.stream()
                .collect(Collectors.toMap(
                        Parameter::name, result -> storable(result.value()), (first, second) -> first, TreeMap::new))
                .entrySet()
                .stream()
                .limit(MOST)
                .map(entry -> new Parameter(entry.getKey(), shortened(entry.getValue())))
                .toList();
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST) {
            return value;
        }
        int end = LONGEST - CUT.length();
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** A replay reads what the database kept, which holds neither U+0000 nor half of a surrogate pair. */
    private static String storable(String value) {
        StringBuilder storable = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .forEachOrdered(storable::appendCodePoint);
        return storable.toString();
    }
}
