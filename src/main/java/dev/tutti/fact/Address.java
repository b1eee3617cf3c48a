package dev.tutti.fact;

/** One address of an {@link Asset}, so that a rule finds the host behind an address by an equality. */
public record Address(String value, String host, String service) implements Context {

    @Override
    public String factId() {
        return "Address:" + value;
    }
}
