package dev.tutti.intake.format;

import dev.tutti.fact.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an alert is about by the words that many products share, for formats whose products share no list of types. */
final class WordKinds {

    private static final Pattern SEPARATORS = Pattern.compile("[-_./:]+");

    private final KindTable table = KindTable.load("words-1");

    /** The version of the table. */
    String version() {
        return table.version();
    }

    /**
     * Empty when no word is known.
     *
     * @param rules what the product calls the sort of alert
     * @param names what a human reads
     * @param categories what the product files it under
     */
    Optional<Kind> kindOf(Stream<String> rules, Stream<String> names, Stream<String> categories) {
        return table.kindOf(Map.of("rule", words(rules), "name", words(names), "category", words(categories)));
    }

    /** Products put hyphens, underscores or dots between words; the table has spaces. */
    private static List<String> words(Stream<String> texts) {
        return texts.map(text -> SEPARATORS.matcher(text).replaceAll(" ").strip())
                .toList();
    }
}
