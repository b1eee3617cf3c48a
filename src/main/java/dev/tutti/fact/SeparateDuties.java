package dev.tutti.fact;

/** Two people are due for this capability, each in a role of their own; nobody may be both. */
public record SeparateDuties(String capability, String firstRole, String secondRole) implements Context {

    @Override
    public String factId() {
        return "SeparateDuties:" + capability + ":" + firstRole + ":" + secondRole;
    }
}
