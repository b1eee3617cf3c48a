package dev.tutti.fact;

/** Present only while this person is on call for this service. */
public record OnCall(String service, String person, long until) implements Context {

    @Override
    public String factId() {
        return "OnCall:" + service + ":" + person;
    }
}
