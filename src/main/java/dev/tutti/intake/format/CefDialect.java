package dev.tutti.intake.format;

import dev.tutti.problem.FieldError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ArcSight's Common Event Format, versions 0 and 1 ("Implementing ArcSight Common Event Format", revisions 23 to 26):
 * {@code CEF:0|Device Vendor|Device Product|Device Version|Device Event Class ID|Name|Severity|key=value key=value}.
 */
final class CefDialect implements LineDialect {

    private static final Pattern BEGIN = Pattern.compile("(?<![A-Za-z0-9])CEF: ?(?=[0-9])");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");

    /** What stands where the severity should, unclosed, is one only when it looks like one. */
    private static final Pattern SEVERITY = Pattern.compile("[A-Za-z0-9-]{1,20}");

    private static final List<String> PARTS = List.of(
            "version", "deviceVendor", "deviceProduct", "deviceVersion", "deviceEventClassId", "name", "severity");

    private static final String WANTED =
            ": an event begins CEF:0|Device Vendor|Device Product|Device Version|Device Event Class ID|Name|Severity|";

    @Override
    public String name() {
        return "cef";
    }

    @Override
    public int begin(String line) {
        Matcher found = BEGIN.matcher(line);
        return found.find() ? found.start() : -1;
    }

    @Override
    public LineEvent read(String event, List<FieldError> errors) {
        BarHeader header = BarHeader.of(event.substring("CEF:".length()), PARTS.size());
        List<String> parts = header.parts();
        if (!VERSION.matcher(parts.get(0)).matches()) {
            errors.add(new FieldError("line:version", "must be a number" + WANTED));
        }
        for (String missing : PARTS.subList(parts.size(), PARTS.size())) {
            errors.add(new FieldError("line:" + missing, "is missing" + WANTED));
        }
        if (!errors.isEmpty()) {
            return new LineEvent("", "", "", "", "", "", Pairs.spaced("", true));
        }
        String severity = parts.get(6);
        if (!header.closed() && !SEVERITY.matcher(severity).matches()) {
            errors.add(new FieldError("line:severity", "is missing" + WANTED));
        }
        String rule = parts.get(4);
        String name = parts.get(5);
        if (rule.isEmpty() && name.isEmpty()) {
            errors.add(new FieldError("line:name", "must not be blank where the Device Event Class ID is"));
        }
        return new LineEvent(
                parts.get(1),
                parts.get(2),
                rule,
                name,
                name.isEmpty() ? rule : name,
                severity,
                Pairs.spaced(header.rest(), true));
    }
}
