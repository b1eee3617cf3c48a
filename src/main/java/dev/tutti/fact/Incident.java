package dev.tutti.fact;

/** An incident that is being worked on; it ends when it is closed. */
public record Incident(String id, String title, String service) implements Context {

    @Override
    public String factId() {
        return "Incident:" + id;
    }
}
