package dev.tutti.fact;

/** A business service, the person who answers for it, and how much depends on it. */
public record Service(String name, String owner, Criticality criticality) implements Context {

    @Override
    public String factId() {
        return "Service:" + name;
    }
}
