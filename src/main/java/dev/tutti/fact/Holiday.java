package dev.tutti.fact;

/** Present only while it is a holiday for this service. */
public record Holiday(String service, long until) implements Context {

    @Override
    public String factId() {
        return "Holiday:" + service;
    }
}
