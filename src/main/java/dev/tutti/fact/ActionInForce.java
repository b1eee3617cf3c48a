package dev.tutti.fact;

/**
 * Stands for an action from its dispatch to the end of its lease, in place of the {@link ActionRequested}, which left
 * memory.
 */
public record ActionInForce(String actionId, String capability, String target, String service) implements Context {

    @Override
    public String factId() {
        return "ActionInForce:" + actionId;
    }
}
