package dev.tutti.admission;

import dev.tutti.source.Source;
import java.security.Principal;

/**
 * A source that has proved itself with one of its keys. Its name as a principal is none that a person can have.
 *
 * @param peer the address that it called from
 */
record Sender(Source source, String key, String peer) implements Principal {

    @Override
    public String getName() {
        return "source:" + source.name();
    }
}
