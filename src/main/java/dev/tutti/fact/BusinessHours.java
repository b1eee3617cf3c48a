package dev.tutti.fact;

/** Present only during the business hours of this service. */
public record BusinessHours(String service, long until) implements Context {

    @Override
    public String factId() {
        return "BusinessHours:" + service;
    }
}
