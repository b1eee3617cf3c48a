package dev.tutti.fact;

/** Services of this tier must have this function: a policy that asks for it, and a healthy connector that does it. */
public record Mandate(Criticality criticality, MandatedFunction function) implements Context {

    @Override
    public String factId() {
        return "Mandate:" + criticality + ":" + function;
    }
}
