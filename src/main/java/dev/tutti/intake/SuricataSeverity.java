package dev.tutti.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Severity;
import java.util.Locale;
import java.util.Map;

/**
 * How bad Suricata says an alert is. The author's word in {@code metadata.signature_severity} goes before the number of the
 * classification, which counts down: 1 is the worst, anything from 4 to 255 the least.
 *
 * @param score a point in the severity's band, -1 when unknown
 * @param original the source's own word or number
 */
record SuricataSeverity(int score, String original) {

    private static final Map<String, Integer> WORDS =
            Map.of("informational", 5, "minor", 21, "major", 73, "critical", 99);

    static SuricataSeverity of(JsonNode alert) {
        JsonNode values = alert.path("metadata").path("signature_severity");
        String word = (values.isArray() ? values.path(0) : values).asText("");
        Integer score = WORDS.get(word.strip().toLowerCase(Locale.ROOT));
        if (score != null) {
            return new SuricataSeverity(score, Text.of(word.strip(), 100));
        }
        JsonNode number = alert.path("severity");
        return number.isInt() && number.intValue() >= 1
                ? new SuricataSeverity(inverted(number.intValue()), number.asText())
                : new SuricataSeverity(-1, "");
    }

    Severity severity() {
        return Severity.ofScore(score);
    }

    private static int inverted(int number) {
        return switch (number) {
            case 1 -> 73;
            case 2 -> 47;
            case 3 -> 21;
            default -> 5;
        };
    }
}
