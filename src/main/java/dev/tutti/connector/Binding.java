package dev.tutti.connector;

/** A capability's provider: one action of a manifest, bound to the instance that does it. */
public record Binding(ConnectorInstance instance, Manifest manifest, Connector connector) {

    public ActionDescriptor describe() {
        return connector.describe();
    }
}
