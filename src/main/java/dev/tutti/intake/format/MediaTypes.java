package dev.tutti.intake.format;

import java.util.Set;

/** What alerts in JSON may be called on their way, without parameters. */
public final class MediaTypes {

    /** One object a line. */
    public static final String LINES = "application/x-ndjson";

    public static final String CLOUD_EVENT = "application/cloudevents+json";
    public static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    static final Set<String> ALL = Set.of("application/json", LINES, "text/plain", CLOUD_EVENT, CLOUD_EVENTS);

    private MediaTypes() {}
}
