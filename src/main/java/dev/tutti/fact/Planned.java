package dev.tutti.fact;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A period in the calendar, or all the periods that a rule names, known before they begin. While one is in force it stands in
 * memory once for each service that it covers, as {@link ChangeFreeze}, {@link MaintenanceWindow}, {@link BusinessHours},
 * {@link Holiday} or {@link OnCall}.
 *
 * @param service the one service that it covers, {@code ""} when it covers all that agree with tier and vertical
 * @param from first millisecond, inclusive; of the first one
 * @param until first millisecond after it
 * @param tier of the services that it covers, {@code UNKNOWN} for every tier
 * @param vertical of the services that it covers, {@code ""} for every vertical
 * @param person who is on call, {@code ""} for the other kinds
 * @param schedule by which clocks and how often, {@link Schedule#NONE} for one period between two points in time
 */
public record Planned(
        String id,
        Period period,
        String service,
        long from,
        long until,
        Criticality tier,
        String vertical,
        String person,
        Schedule schedule)
        implements Context {

    /** What the calendar says of the service meanwhile. */
    public enum Period {
        CHANGE_FREEZE,
        MAINTENANCE_WINDOW,
        BUSINESS_HOURS,
        HOLIDAY,
        ON_CALL
    }

    /** Journals of 0.1 know one period of one service. */
    public Planned {
        tier = Objects.requireNonNullElse(tier, Criticality.UNKNOWN);
        vertical = Objects.requireNonNullElse(vertical, "");
        person = Objects.requireNonNullElse(person, "");
        schedule = Objects.requireNonNullElse(schedule, Schedule.NONE);
        if (until <= from) {
            throw new IllegalArgumentException("a period must end after it begins");
        }
        if (person.isEmpty() == (period == Period.ON_CALL)) {
            throw new IllegalArgumentException("a person is on call, and nobody else has a period of his own");
        }
    }

    /** One period of one service. */
    public Planned(String id, Period period, String service, long from, long until) {
        this(id, period, service, from, until, Criticality.UNKNOWN, "", "", Schedule.NONE);
    }

    /**
     * What takes place by a schedule.
     *
     * @throws UnsoundSchedule when the schedule cannot be followed, with what to mend
     */
    public static Planned by(
            Schedule schedule,
            String id,
            Period period,
            String service,
            Criticality tier,
            String vertical,
            String person) {
        Span first = Timing.of(schedule).first();
        return new Planned(id, period, service, first.from(), first.until(), tier, vertical, person, schedule);
    }

    /** Whether it is about this service. */
    public boolean covers(Service other) {
        return service.isEmpty()
                ? (tier == Criticality.UNKNOWN || tier == other.criticality())
                        && (vertical.isEmpty() || vertical.equals(other.vertical()))
                : service.equals(other.name());
    }

    /** When it takes place, in the order of beginning, without what has ended by then; it may go on for ever. */
    public Iterator<Span> endingAfter(long time) {
        return schedule.equals(Schedule.NONE)
                ? Stream.of(new Span(from, until))
                        .filter(span -> span.until() > time)
                        .iterator()
                : Timing.of(schedule).endingAfter(time);
    }

    @Override
    public String factId() {
        return "Planned:" + id;
    }
}
