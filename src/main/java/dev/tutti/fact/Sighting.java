package dev.tutti.fact;

/**
 * Something seen in alerts, under a name that policies agree on: {@code new Sighting( "lateral movement", $host )}. An event
 * supports it and it ends with that, so no judging rule may match it; what lasts is a {@link Trait}.
 */
public record Sighting(String name, String subject) implements Concept {

    /** Both may hold any sign, so the first stands after its length. */
    @Override
    public String factId() {
        return "Sighting:" + name.length() + "=" + name + ":" + subject;
    }
}
