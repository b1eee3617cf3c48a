package dev.tutti.fact;

import java.util.Objects;

/**
 * A business service, the person who answers for it, and how much depends on it.
 *
 * @param vertical the part of the business that it belongs to, {@code ""} when nobody said
 * @param outageMinutes how many minutes within 30 days it may be down by our own actions, 0 for none
 */
public record Service(
        String name, String owner, Criticality criticality, String vertical, DataClass dataClass, int outageMinutes)
        implements Context {

    /** Journals of 0.1 name neither vertical nor class of data. */
    public Service {
        vertical = Objects.requireNonNullElse(vertical, "");
        dataClass = Objects.requireNonNullElse(dataClass, DataClass.UNKNOWN);
        if (outageMinutes < 0) {
            throw new IllegalArgumentException("an outage lasts no less than nothing");
        }
    }

    /** A service of which no more is known. */
    public Service(String name, String owner, Criticality criticality) {
        this(name, owner, criticality, "", DataClass.UNKNOWN, 0);
    }

    @Override
    public String factId() {
        return "Service:" + name;
    }
}
