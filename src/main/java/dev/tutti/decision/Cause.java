package dev.tutti.decision;

/**
 * One alert for which an action was asked.
 *
 * @param elsewhere whether the action is another partition's
 */
public record Cause(String actionId, String alertId, String source, boolean elsewhere) {

    /** A cause of an action of the same partition. */
    public Cause(String actionId, String alertId, String source) {
        this(actionId, alertId, source, false);
    }
}
