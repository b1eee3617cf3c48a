package dev.tutti.fact;

/** Present only while a change freeze of this service is in force; one per service. */
public record ChangeFreeze(String service, long until) implements Context {

    @Override
    public String factId() {
        return "ChangeFreeze:" + service;
    }
}
