package dev.tutti.fact;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a tool answered about an action that succeeded: the verdict of a look-up, a score, a reference. It stands as
 * long as the action is in force.
 *
 * @param value as the tool wrote it; texts are compared letter by letter, so 9 comes after 80
 * @param number the value as a number, for {@code number >= 80}; null where it is none, and then no such comparison holds
 * @param alertId the first alert that caused the action, {@code ""} when none did
 */
public record ActionResult(
        String actionId,
        String capability,
        String target,
        String name,
        String value,
        @Nullable Double number,
        String alertId)
        implements Context {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");

    /** What the tool answered, also as a number where it is one. */
    public ActionResult(String actionId, String capability, String target, String name, String value, String alertId) {
        this(actionId, capability, target, name, value, number(value), alertId);
    }

    @Override
    public String factId() {
        return "ActionResult:" + actionId + ":" + name;
    }

    private static @Nullable Double number(String value) {
        String trimmed = value.strip();
        return DECIMAL.matcher(trimmed).matches() ? Double.valueOf(trimmed) : null;
    }
}
