package dev.tutti.context.ics;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One event of a calendar.
 *
 * @param number counted from 1, in the order of the text
 */
public record IcsEvent(int number, List<IcsProperty> properties, IcsZones zones) {

    /** What identifies it over all versions of the calendar; {@code ""} when nothing does. */
    public String uid() {
        return text("UID");
    }

    public String summary() {
        return text("SUMMARY");
    }

    /** Whether it was called off. */
    public boolean isCancelled() {
        return text("STATUS").equalsIgnoreCase("CANCELLED");
    }

    /**
     * When it begins.
     *
     * @throws IcsFlaw when it does not say so
     */
    public IcsTime begin() {
        IcsProperty start = one("DTSTART").orElseThrow(() -> new IcsFlaw("DTSTART", "is missing"));
        return IcsTime.of(start, start.value(), zones);
    }

    /**
     * When it ends by the clock on the wall, in the zone of its beginning; empty when it has a duration.
     *
     * @throws IcsFlaw when it says neither
     */
    public Optional<LocalDateTime> end() {
        Optional<IcsProperty> end = one("DTEND");
        if (one("DURATION").isPresent()) {
            end.ifPresent(written -> {
                throw written.flaw("must be left out where there is a DURATION");
            });
            return Optional.empty();
        }
        IcsTime begin = begin();
        if (end.isPresent()) {
            IcsTime time = IcsTime.of(end.get(), end.get().value(), zones);
            if (time.isDay() != begin.isDay()) {
                throw end.get().flaw("must be a day where DTSTART is one, and a time where DTSTART is one");
            }
            return Optional.of(time.in(begin.zone()));
        }
        if (begin.isDay()) {
            return Optional.of(begin.local().plusDays(1));
        }
        throw new IcsFlaw("DTEND", "is missing; a period without an end and without a DURATION takes no time");
    }

    /** How long it lasts, {@code ""} when it has an end. */
    public String duration() {
        return text("DURATION");
    }

    /**
     * Its recurrence rule, {@code ""} when it has none.
     *
     * @throws IcsFlaw when there are several
     */
    public String rule() {
        if (!all("EXRULE").isEmpty()) {
            throw new IcsFlaw("EXRULE", "is no longer part of iCalendar; name the times in EXDATE");
        }
        return one("RRULE").map(IcsProperty::value).orElse("");
    }

    /** Further times at which it begins, by the clocks of its beginning. */
    public List<LocalDateTime> further() {
        return times("RDATE");
    }

    /** Times at which it does not take place, by the clocks of its beginning. */
    public List<LocalDateTime> exceptions() {
        return times("EXDATE");
    }

    /** The time of another event of the same UID in whose place this one takes place; empty when it stands for itself. */
    public Optional<IcsTime> insteadOf() {
        return one("RECURRENCE-ID").map(property -> {
            if (!property.parameter("RANGE").isEmpty()) {
                throw property.flaw("must not have a RANGE; end the event with UNTIL and begin a new one");
            }
            return IcsTime.of(property, property.value(), zones);
        });
    }

    /** A time by the clocks of the beginning; many calendars name only the day of it. */
    public LocalDateTime onTheWall(IcsTime time) {
        return onTheWall(time, begin());
    }

    private static LocalDateTime onTheWall(IcsTime time, IcsTime begin) {
        return time.isDay() && !begin.isDay()
                ? time.local().toLocalDate().atTime(begin.local().toLocalTime())
                : time.in(begin.zone());
    }

    private List<LocalDateTime> times(String name) {
        IcsTime begin = begin();
        TreeSet<LocalDateTime> times = new TreeSet<>();
        for (IcsProperty property : all(name)) {
            if (property.parameter("VALUE").equalsIgnoreCase("PERIOD")) {
                throw property.flaw("must name times and not periods; write what has another length as an event");
            }
            for (String value : property.values()) {
                times.add(onTheWall(IcsTime.of(property, value, zones), begin));
            }
        }
        return new ArrayList<>(times);
    }

    private String text(String name) {
        return one(name)
                .map(property -> property.value()
                        .replaceAll("\\\\[nN]", " ")
                        .replaceAll("\\\\(.)", "$1")
                        .strip())
                .orElse("");
    }

    private Optional<IcsProperty> one(String name) {
        List<IcsProperty> all = all(name);
        if (all.size() > 1) {
            throw new IcsFlaw(name, "must be given once");
        }
        return all.stream().findFirst();
    }

    private List<IcsProperty> all(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .toList();
    }
}
