package dev.tutti.intake.format;

import java.util.Set;

/** One way in which senders write alerts. Parsing has no effect and never throws, whatever the bytes. */
public interface AlertFormat {

    /** The last segment of the path at which it is received, and the label of its metrics. */
    String name();

    /** Whether it finds out by looking which format each alert has, so that what is found counts and not how it came. */
    default boolean finds() {
        return false;
    }

    /** The content types it can come as, without parameters. */
    Set<String> mediaTypes();

    /**
     * Reads one request body.
     *
     * @param mediaType what the sender called it, without parameters; {@code ""} when it said nothing
     */
    ParsedBody parse(byte[] body, String mediaType);
}
