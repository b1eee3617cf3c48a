package dev.tutti.fact;

/** The host belongs to a critical service; stands as long as the estate says so. */
public record OnCriticalService(String host, String service, String owner) implements Concept {

    @Override
    public String factId() {
        return "OnCriticalService:" + host;
    }
}
