package dev.tutti.fact;

/** The person may override a hold or a missing approval, with a reason and a review by somebody else. */
public record BreakGlassRight(String person) implements Context {

    @Override
    public String factId() {
        return "BreakGlassRight:" + person;
    }
}
