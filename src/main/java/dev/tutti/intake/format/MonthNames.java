package dev.tutti.intake.format;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Which month a name means, long or short, in the languages that devices log in. */
final class MonthNames {

    /** By three letters without accents: English, French, German, Spanish, Italian, Portuguese, Dutch. */
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("ene", 1),
            Map.entry("gen", 1),
            Map.entry("feb", 2),
            Map.entry("fev", 2),
            Map.entry("mar", 3),
            Map.entry("mrt", 3),
            Map.entry("maa", 3),
            Map.entry("apr", 4),
            Map.entry("avr", 4),
            Map.entry("abr", 4),
            Map.entry("may", 5),
            Map.entry("mai", 5),
            Map.entry("mag", 5),
            Map.entry("mei", 5),
            Map.entry("jun", 6),
            Map.entry("giu", 6),
            Map.entry("jul", 7),
            Map.entry("lug", 7),
            Map.entry("aug", 8),
            Map.entry("aou", 8),
            Map.entry("ago", 8),
            Map.entry("sep", 9),
            Map.entry("set", 9),
            Map.entry("oct", 10),
            Map.entry("okt", 10),
            Map.entry("out", 10),
            Map.entry("ott", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12),
            Map.entry("dez", 12),
            Map.entry("dic", 12));

    private MonthNames() {}

    /** 1 to 12, also for a number; 0 for what is no month. */
    static int number(String name) {
        if (Character.isDigit(name.charAt(0))) {
            return Integer.parseInt(name);
        }
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        if (plain.startsWith("jui")) {
            return plain.startsWith("juil") ? 7 : 6;
        }
        return MONTHS.getOrDefault(plain.substring(0, Math.min(3, plain.length())), 0);
    }
}
