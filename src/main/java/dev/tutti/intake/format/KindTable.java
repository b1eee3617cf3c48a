package dev.tutti.intake.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.fact.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an alert is about, by the first row of a versioned table that fits what its source says. A change of meaning is a new
 * version in a new file.
 *
 * @param version stands in every alert that this table mapped
 */
record KindTable(String version, List<Row> rows) {

    /** What says more than this in one text is a payload; a line may bring a megabyte, and there are hundreds of rows. */
    private static final int LONGEST = 4_096;

    /**
     * One row: what the source says under {@code by} is, begins with or contains this text, without regard to case. Exactly
     * one of the three is given.
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Row(String by, String is, String starts, String contains, Kind kind) {

        Row {
            is = small(is);
            starts = small(starts);
            contains = small(contains);
            if (Stream.of(is, starts, contains).filter(text -> !text.isEmpty()).count() != 1) {
                throw new IllegalArgumentException("a row compares with exactly one text");
            }
        }

        private static String small(String text) {
            return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
        }

        private boolean fits(String text) {
            if (!is.isEmpty()) {
                return text.equals(is);
            }
            return starts.isEmpty() ? text.contains(contains) : text.startsWith(starts);
        }
    }

    KindTable {
        rows = List.copyOf(rows);
    }

    /** The table of this version, such as {@code wazuh-1}, from {@code wazuh-1.yaml} beside this class. */
    static KindTable load(String version) {
        try (var table = KindTable.class.getResourceAsStream(version + ".yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(table), KindTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + version + ".yaml is part of the program", e);
        }
    }

    /** Names as rows write them, whichever way a source separates their words. */
    static List<String> words(Stream<String> names) {
        return names.map(name -> name.replace(" ", "").replace("-", "").replace("_", ""))
                .toList();
    }

    /**
     * Empty when no row fits.
     *
     * @param said what the source says, under the words that rows name in {@code by}
     */
    Optional<Kind> kindOf(Map<String, List<String>> said) {
        Map<String, List<String>> small = new HashMap<>();
        said.forEach((by, texts) -> small.put(
                by,
                texts.stream()
                        .map(text -> Text.small(Text.of(text.strip(), LONGEST)))
                        .toList()));
        return rows.stream()
                .filter(row -> small.getOrDefault(row.by(), List.of()).stream().anyMatch(row::fits))
                .findFirst()
                .map(Row::kind);
    }
}
