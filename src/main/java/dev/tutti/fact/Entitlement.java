package dev.tutti.fact;

/** By policy, everybody in this department is a member of this group. */
public record Entitlement(String department, String group) implements Context {

    /** Both names make the identity, so the first must show where it ends. */
    public Entitlement {
        if (department.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a department is named without ':'");
        }
    }

    @Override
    public String factId() {
        return "Entitlement:" + department + ":" + group;
    }
}
