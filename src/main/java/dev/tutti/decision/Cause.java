package dev.tutti.decision;

/**
 * One alert for which an action was asked.
 *
 * @param elsewhere whether the action is another partition's
 * @param repeat whether the action, one of the same partition, was there before the alert came, and swallowed it
 * @param resolved whether its source has said since that the alert is over
 */
public record Cause(
        String actionId, String alertId, Origin origin, boolean elsewhere, boolean repeat, boolean resolved) {

    /** A cause of an action of the same partition, which nothing was swallowed by. */
    public Cause(String actionId, String alertId, Origin origin) {
        this(actionId, alertId, origin, false, false, false);
    }

    /** A cause of an action of another partition. */
    static Cause elsewhere(String actionId, String alertId, Origin origin) {
        return new Cause(actionId, alertId, origin, true, false, false);
    }

    public String source() {
        return origin.source();
    }
}
