package dev.tutti.fact;

/**
 * A policy that is in force now, and who answers for it by its {@code policy.yaml}; so that a rule can ask whether a named
 * person is in charge of it.
 */
public record PolicyInForce(String id, String owner) implements Context {

    @Override
    public String factId() {
        return "PolicyInForce:" + id;
    }
}
