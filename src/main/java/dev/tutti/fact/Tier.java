package dev.tutti.fact;

/** How many assets belong to services of this criticality, so that a budget can be a share of them. */
public record Tier(Criticality criticality, int assets) implements Context {

    @Override
    public String factId() {
        return "Tier:" + criticality;
    }
}
