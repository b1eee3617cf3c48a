package dev.tutti.fact;

/** Somebody wants an entry of the no-touch list to end; it does when somebody else wants it, too. */
public record EndingProposed(String factIdToEnd, String by, long at) implements Context {

    @Override
    public String factId() {
        return "EndingProposed:" + factIdToEnd;
    }
}
