package dev.tutti.fact;

/** A schedule that cannot be followed. The message is the end of a sentence about the component, and says what to mend. */
public final class UnsoundSchedule extends IllegalArgumentException {

    private final String component;

    UnsoundSchedule(String component, String flaw) {
        super(flaw);
        this.component = component;
    }

    /** The component of {@link Schedule} that is to be mended. */
    public String component() {
        return component;
    }

    /** What is wrong with it. */
    public String flaw() {
        return String.valueOf(getMessage());
    }
}
