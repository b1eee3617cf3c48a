package dev.tutti.replay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a line as it stands in a case, so that a person can copy it from the report into the file. */
final class CaseLine {

    private static final List<String> ORDER = List.of(
            "kind",
            "subject",
            "owner",
            "action",
            "target",
            "recipient",
            "of",
            "quorum",
            "by",
            "because",
            "result",
            Expectation.PARAMETERS);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9 ._/@-]|:(?=[A-Za-z0-9]))*(?<! )");
    private static final Pattern NUMBER_OR_ADDRESS = Pattern.compile("[1-9][0-9]?|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Set<String> WORDS_OF_YAML =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private CaseLine() {}

    static String of(What what, Map<String, String> details, String by) {
        Map<String, String> shown = new TreeMap<>(details);
        if ("1".equals(shown.get("quorum"))) {
            shown.remove("quorum");
        }
        if (!by.isEmpty()) {
            shown.put("by", by);
        }
        return ORDER.stream()
                .flatMap(name ->
                        Optional.ofNullable(shown.get(name)).map(value -> name + ": " + value(name, value)).stream())
                .collect(Collectors.joining(", ", what.word() + ": {", "}"));
    }

    /** Parameters are written like a case's own before they come here. */
    private static String value(String name, String value) {
        return name.equals(Expectation.PARAMETERS) ? value : scalar(value);
    }

    static String scalar(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !WORDS_OF_YAML.contains(value.toLowerCase(java.util.Locale.ROOT));
        if (plain || NUMBER_OR_ADDRESS.matcher(value).matches()) {
            return value;
        }
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
    }
}
