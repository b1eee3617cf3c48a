package dev.tutti.fact;

/**
 * One thing that a tool answered about an action that succeeded: the verdict of a look-up, a score, a reference. It stands as
 * long as the action is in force.
 *
 * @param alertId the first alert that caused the action, {@code ""} when none did
 */
public record ActionResult(String actionId, String capability, String target, String name, String value, String alertId)
        implements Context {

    @Override
    public String factId() {
        return "ActionResult:" + actionId + ":" + name;
    }
}
