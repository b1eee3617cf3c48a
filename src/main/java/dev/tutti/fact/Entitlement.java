package dev.tutti.fact;

/** By policy, everybody in this department is a member of this group. */
public record Entitlement(String department, String group) implements Context {

    @Override
    public String factId() {
        return "Entitlement:" + department + ":" + group;
    }
}
