package dev.tutti.fact;

/** Present only while a maintenance window of this service is open; one per service. */
public record MaintenanceWindow(String service, long until) implements Context {

    @Override
    public String factId() {
        return "MaintenanceWindow:" + service;
    }
}
