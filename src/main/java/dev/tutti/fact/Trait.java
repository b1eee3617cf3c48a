package dev.tutti.fact;

/**
 * A lasting property of something, under a name that policies agree on: {@code new Trait( "repeat offender", $ip )}. It stands
 * as long as its cause does, and no event may be its cause, so judging rules may match it.
 */
public record Trait(String name, String subject) implements Concept {

    /** Both may hold any sign, so the first stands after its length. */
    @Override
    public String factId() {
        return "Trait:" + name.length() + "=" + name + ":" + subject;
    }
}
