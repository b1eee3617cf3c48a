package dev.tutti.context.ics;

/** What is wrong with a calendar or a property of it; the message says what to mend, for whoever wrote it. */
public final class IcsFlaw extends RuntimeException {

    private final String property;

    IcsFlaw(String property, String message) {
        super(message);
        this.property = property;
    }

    /** The name of the property, {@code ""} when it is about the whole text. */
    public String property() {
        return property;
    }

    /** What to mend. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
