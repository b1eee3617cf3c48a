package dev.tutti.fact;

/** What kind of thing was observed. */
public enum ObservableType {
    IP,
    HOST,
    USER,
    EMAIL,
    DOMAIN,
    URL,
    HASH,
    FILE,
    PROCESS,
    PORT,
    MAC,
    CONTAINER,
    CLOUD_RESOURCE
}
