package dev.tutti.intake.format;

import dev.tutti.problem.FieldError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IBM's Log Event Extended Format, versions 1.0 and 2.0 (QRadar's "LEEF overview"):
 * {@code LEEF:1.0|Vendor|Product|Version|EventID|key=value<tab>key=value}; version 2.0 names its delimiter in a part more.
 */
final class LeefDialect implements LineDialect {

    private static final Pattern BEGIN = Pattern.compile("(?<![A-Za-z0-9])LEEF: ?(?=[0-9])");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");
    private static final Pattern NAMED_DELIMITER = Pattern.compile("\\\\?(?:0?x)([0-9A-Fa-f]{1,4})");

    /** What relays turn a tab into, and what some write instead of it; a key follows. */
    private static final Pattern TAB_WRITTEN_OUT =
            Pattern.compile("(#011|<009>|\\\\0?x09|\\\\t|\\|)[A-Za-z][A-Za-z0-9_]{0,60}=");

    private static final List<String> PARTS = List.of("version", "vendor", "product", "productVersion", "eventId");
    private static final String WANTED = ": an event begins LEEF:1.0|Vendor|Product|Version|EventID|";

    @Override
    public String name() {
        return "leef";
    }

    @Override
    public int begin(String line) {
        Matcher found = BEGIN.matcher(line);
        return found.find() ? found.start() : -1;
    }

    @Override
    public LineEvent read(String event, List<FieldError> errors) {
        BarHeader header = BarHeader.of(event.substring("LEEF:".length()), PARTS.size());
        List<String> parts = header.parts();
        if (!VERSION.matcher(parts.get(0)).matches()) {
            errors.add(new FieldError("line:version", "must be 1.0 or 2.0" + WANTED));
        }
        for (String missing : PARTS.subList(parts.size(), PARTS.size())) {
            errors.add(new FieldError("line:" + missing, "is missing" + WANTED));
        }
        String rule = parts.get(parts.size() - 1);
        if (errors.isEmpty() && rule.isEmpty()) {
            errors.add(new FieldError("line:eventId", "must not be blank"));
        }
        if (!errors.isEmpty()) {
            return new LineEvent("", "", "", "", "", "", Pairs.split("", "\t"));
        }
        Pairs pairs = attributes(parts.get(0), header.rest());
        String category = pairs.text("cat");
        return new LineEvent(
                parts.get(1),
                parts.get(2),
                rule,
                category,
                category.isEmpty() || category.equals(rule) ? rule : rule + ": " + category,
                pairs.text("sev", "severity", "Severity"),
                pairs);
    }

    /**
     * Version 2.0 has the delimiter up to the next bar; some of its senders leave the part out, and others write a word there, such as
     * {@code \t}.
     */
    private static Pairs attributes(String version, String rest) {
        int bar = rest.indexOf('|');
        if (version.startsWith("1") || bar < 0) {
            return undeclared(rest);
        }
        String declared = rest.substring(0, bar);
        if (declared.isBlank()) {
            return declared.isEmpty() || declared.equals("\t")
                    ? undeclared(rest.substring(bar + 1))
                    : Pairs.split(rest.substring(bar + 1), declared);
        }
        Matcher named = NAMED_DELIMITER.matcher(declared.strip());
        if (named.matches()) {
            return Pairs.split(rest.substring(bar + 1), String.valueOf((char) Integer.parseInt(named.group(1), 16)));
        }
        if (declared.strip().length() == 1) {
            return Pairs.split(rest.substring(bar + 1), declared.strip());
        }
        return undeclared(declared.indexOf('=') < 0 ? rest.substring(bar + 1) : rest);
    }

    /** A tab by the specification; bars and spaces are in use, too. */
    private static Pairs undeclared(String text) {
        if (text.indexOf('\t') >= 0) {
            return Pairs.split(text, "\t");
        }
        Matcher written = TAB_WRITTEN_OUT.matcher(text);
        return written.find() ? Pairs.split(text, written.group(1)) : Pairs.spaced(text, false);
    }
}
