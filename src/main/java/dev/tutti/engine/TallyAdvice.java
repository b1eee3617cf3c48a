package dev.tutti.engine;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PatternDescr;

/** How to write as a tally what an author tried to write as a window that is too long. */
final class TallyAdvice {

    private static final Pattern KIND = Pattern.compile("\\bKind\\.([A-Z]+)\\b");
    private static final List<String> KEYS = List.of("sourceIp", "user", "host", "targetIp");

    private TallyAdvice() {}

    static String instead(PatternDescr pattern, long windowMillis) {
        String text = String.join(
                ", ", pattern.getDescrs().stream().map(Patterns::text).toList());
        Matcher kind = KIND.matcher(text);
        String counted = kind.find() ? kind.group(1) : "SCAN";
        String key = KEYS.stream().filter(text::contains).findFirst().orElse("sourceIp");
        String name = counted.toLowerCase(Locale.ROOT) + "_by_"
                + key.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return "; to look back further, let it be counted in policy.yaml, as in tallies: [{name: " + name
                + ", counts: {kind: " + counted + "}, key: [" + key + "], window: " + length(windowMillis)
                + "}], and match Tally( name == \"" + name + "\", count >= 3, $key : " + key + " )";
    }

    private static String length(long millis) {
        long minutes = Math.max(1, Duration.ofMillis(millis + 59_999).toMinutes());
        if (minutes % 1_440 == 0) {
            return minutes / 1_440 + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
