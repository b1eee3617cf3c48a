package dev.tutti.intake.format;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.fact.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Suricata alert is about, by the first row of a versioned table that fits its signature or its classification.
 *
 * @param version stands in every alert that this table mapped
 * @param publishers who may stand before the group in a signature
 */
record SuricataKinds(String version, List<String> publishers, List<Row> rows) {

    /** How a row is compared. */
    enum By {
        GROUP,
        CLASSIFICATION
    }

    /** One row; its text is compared without regard to case. */
    record Row(By by, String text, Kind kind) {}

    SuricataKinds {
        publishers = List.copyOf(publishers);
        rows = List.copyOf(rows);
    }

    static SuricataKinds load() {
        try (var table = SuricataKinds.class.getResourceAsStream("suricata-1.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(table), SuricataKinds.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the table suricata-1.yaml is part of the program", e);
        }
    }

    /** Empty when no row fits. */
    Optional<Kind> kindOf(String signature, String classification) {
        String group = group(signature);
        return rows.stream()
                .filter(row -> row.text().equalsIgnoreCase(row.by() == By.GROUP ? group : classification.strip()))
                .findFirst()
                .map(Row::kind);
    }

    /** The second word of a publisher's signature, {@code ""} for others. */
    private String group(String signature) {
        String[] words = signature.strip().split(" ", 3);
        return words.length > 1 && publishers.contains(words[0].toUpperCase(Locale.ROOT)) ? words[1] : "";
    }
}
