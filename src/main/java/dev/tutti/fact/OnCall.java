package dev.tutti.fact;

/** Present only while this person is on call for this service. */
public record OnCall(String service, String person, long until) implements Context {

    /** Both may hold any sign, so the first stands after its length. */
    @Override
    public String factId() {
        return "OnCall:" + service.length() + "=" + service + ":" + person;
    }
}
