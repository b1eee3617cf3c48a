package dev.tutti.fact;

/**
 * Stands for an action from its dispatch to the end of its lease, in place of the {@link ActionRequested}, which left
 * memory. It is stated anew when the state changes, so that a {@code respond} rule can begin the next step of a sequence.
 *
 * @param service the service that the target belongs to, {@code ""} when the estate does not know the target
 * @param alertId the first alert that caused the action, {@code ""} when none did
 */
public record ActionInForce(
        String actionId,
        String tenant,
        String capability,
        String target,
        String service,
        String alertId,
        InForceState state)
        implements Context {

    @Override
    public String factId() {
        return "ActionInForce:" + actionId;
    }
}
