package dev.tutti.fact;

/** Two people are due for this capability, each in a role of their own; nobody may be both. */
public record SeparateDuties(String capability, String firstRole, String secondRole) implements Context {

    /** The three names make the identity, so each must show where it ends. */
    public SeparateDuties {
        if (capability.indexOf(':') >= 0 || firstRole.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a capability and a role are named without ':'");
        }
    }

    @Override
    public String factId() {
        return "SeparateDuties:" + capability + ":" + firstRole + ":" + secondRole;
    }
}
