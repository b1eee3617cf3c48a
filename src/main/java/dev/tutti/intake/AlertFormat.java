package dev.tutti.intake;

import java.util.Set;

/** One way in which senders write alerts. Parsing has no effect and never throws, whatever the bytes. */
public interface AlertFormat {

    /** The last segment of the path at which it is received, and the label of its metrics. */
    String name();

    /** The content types it can come as, without parameters. */
    Set<String> mediaTypes();

    /**
     * Reads one request body.
     *
     * @param mediaType what the sender called it, without parameters; {@code ""} when it said nothing
     */
    ParsedBody parse(byte[] body, String mediaType);
}
