package dev.tutti.fact;

/**
 * Somebody answers in place of somebody else, for a while: wherever {@code delegator} may vote, {@code delegate} may.
 *
 * @param from first millisecond, inclusive
 * @param until first millisecond after it
 */
public record Delegation(String id, String delegator, String delegate, long from, long until) implements Context {

    public Delegation {
        if (until <= from) {
            throw new IllegalArgumentException("a delegation must end after it begins");
        }
    }

    @Override
    public String factId() {
        return "Delegation:" + id;
    }
}
