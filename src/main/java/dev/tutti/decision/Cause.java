package dev.tutti.decision;

/**
 * One alert for which an action was asked.
 *
 * @param elsewhere whether the action is another partition's
 */
public record Cause(String actionId, String alertId, Origin origin, boolean elsewhere) {

    /** A cause of an action of the same partition. */
    public Cause(String actionId, String alertId, Origin origin) {
        this(actionId, alertId, origin, false);
    }

    public String source() {
        return origin.source();
    }
}
