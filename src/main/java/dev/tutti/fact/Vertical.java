package dev.tutti.fact;

/** A part of the business, and whether an outage outside of a permitted window is a security event there. */
public record Vertical(String name, boolean outageIsSecurityEvent) implements Context {

    @Override
    public String factId() {
        return "Vertical:" + name;
    }
}
