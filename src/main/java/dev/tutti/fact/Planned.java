package dev.tutti.fact;

/**
 * A period in the calendar of a service, known before it begins. While it is in force it stands in memory as
 * {@link ChangeFreeze} or {@link MaintenanceWindow}.
 *
 * @param from first millisecond, inclusive
 * @param until first millisecond after it
 */
public record Planned(String id, Period period, String service, long from, long until) implements Context {

    /** What the calendar says of the service meanwhile. */
    public enum Period {
        CHANGE_FREEZE,
        MAINTENANCE_WINDOW
    }

    public Planned {
        if (until <= from) {
            throw new IllegalArgumentException("a period must end after it begins");
        }
    }

    @Override
    public String factId() {
        return "Planned:" + id;
    }
}
