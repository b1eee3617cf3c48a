package dev.tutti.intake.format;

import dev.tutti.fact.Severity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How bad a source says an alert is.
 *
 * @param score 0 to 100, -1 when unknown
 * @param original the source's own word or number, {@code ""} when it gave none
 */
record Rating(int score, String original) {

    static final Rating UNKNOWN = new Rating(-1, "");

    private static final int MAX_ORIGINAL = 100;
    private static final int UNMAPPED = -1;

    /** The words that most products share; each stands for a point of its band. */
    private static final Map<String, Integer> LABELS = Map.ofEntries(
            Map.entry("informational", 5),
            Map.entry("information", 5),
            Map.entry("info", 5),
            Map.entry("low", 21),
            Map.entry("medium", 47),
            Map.entry("moderate", 47),
            Map.entry("high", 73),
            Map.entry("major", 73),
            Map.entry("critical", 99),
            Map.entry("very-high", 99),
            Map.entry("very high", 99),
            Map.entry("veryhigh", 99),
            Map.entry("fatal", 100),
            Map.entry("emergency", 100));

    Rating {
        original = Text.of(original, MAX_ORIGINAL);
    }

    /** A word that most products share; unknown for any other, which is kept. */
    static Rating ofLabel(String label) {
        return of(label, LABELS);
    }

    /** A word of a product's own scale, written small there; unknown for any other, which is kept. */
    static Rating of(String label, Map<String, Integer> scale) {
        String said = Text.of(label.strip(), MAX_ORIGINAL);
        return new Rating(Objects.requireNonNull(scale.getOrDefault(said.toLowerCase(Locale.ROOT), UNMAPPED)), said);
    }

    /** A number between 0 and the top of its scale; unknown when it lies outside, and then kept. */
    static Rating ofNumber(BigDecimal number, int top) {
        String original = number.precision() - number.scale() > 40 || number.scale() > 40 ? "" : number.toPlainString();
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(top)) > 0) {
            return new Rating(UNMAPPED, original);
        }
        return new Rating(number.movePointRight(2).intValue() / top, original);
    }

    boolean known() {
        return score >= 0;
    }

    Severity severity() {
        return Severity.ofScore(score);
    }
}
