package dev.tutti.fact;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A schedule that was read and found sound: the moments at which it begins and ends. */
final class Timing {

    static final int MOST_DATES = 1_000;

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final LocalDateTime EARLIEST = LocalDateTime.parse("2000-01-01T00:00");
    private static final LocalDateTime LATEST = LocalDateTime.parse("2200-01-01T00:00");

    /** By how much a clock may be put: whole days were left out where the date line was moved. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(26);

    private static final Pattern DURATION = Pattern.compile(
            "P(?=.)(?:(\\d{1,3})W)?(?:(\\d{1,4})D)?(T(?=.)(?:\\d{1,5}H)?(?:\\d{1,6}M)?(?:\\d{1,8}S)?)?");

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private final ZoneId zone;
    private final @Nullable Duration onTheWall;
    private final int days;
    private final Duration exact;
    private final Starts starts;

    private Timing(Schedule schedule) {
        zone = zone(schedule.zone());
        LocalDateTime first = local(schedule.from(), "from");
        if (schedule.duration().isEmpty()) {
            onTheWall = Duration.between(first, local(schedule.until(), "until"));
            days = 0;
            exact = Duration.ZERO;
        } else if (schedule.until().isEmpty()) {
            Matcher parts = DURATION.matcher(schedule.duration());
            if (!parts.matches()) {
                throw new UnsoundSchedule(
                        "duration", "must be weeks, days, hours, minutes or seconds, such as PT2H or P1DT12H");
            }
            onTheWall = null;
            days = 7 * number(parts.group(1)) + number(parts.group(2));
            exact = parts.group(3) == null ? Duration.ZERO : Duration.parse("P" + parts.group(3));
        } else {
            throw new UnsoundSchedule("duration", "must be left out where there is an until");
        }
        Duration length = length();
        String end = onTheWall == null ? "duration" : "until";
        if (length.isNegative() || length.isZero()) {
            throw new UnsoundSchedule(
                    end, onTheWall == null ? "must be longer than nothing" : "must be later than the beginning");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new UnsoundSchedule(end, "must make it last at most " + LONGEST.toDays() + " days");
        }
        starts = Starts.of(
                first,
                schedule.every(),
                locals(schedule.also(), "also"),
                locals(schedule.except(), "except"),
                LATEST,
                zone);
    }

    /**
     * Reads a schedule.
     *
     * @throws UnsoundSchedule with what to mend
     */
    static Timing of(Schedule schedule) {
        return new Timing(schedule);
    }

    /**
     * The first one.
     *
     * @throws UnsoundSchedule when there is none
     */
    Span first() {
        Iterator<Span> all = endingAfter(Long.MIN_VALUE);
        if (!all.hasNext()) {
            throw new UnsoundSchedule("except", "leaves nothing over; leave the period out instead");
        }
        return all.next();
    }

    /** In the order of beginning; without those that have ended by this time. */
    Iterator<Span> endingAfter(long time) {
        LocalDateTime earliest =
                time < millis(EARLIEST) ? EARLIEST : at(time).minus(length()).minus(CLOCK_CHANGE);
        Stream<Span> spans = new InOrder(starts.from(earliest), this::span, CLOCK_CHANGE).stream();
        return spans.filter(span -> span.until() > time).iterator();
    }

    private Span span(LocalDateTime start) {
        ZonedDateTime begin = start.atZone(zone);
        ZonedDateTime end = onTheWall == null
                ? begin.plusDays(days).plus(exact)
                : start.plus(onTheWall).atZone(zone);
        if (onTheWall != null && !end.isAfter(begin)) {
            end = begin.plus(onTheWall);
        }
        return new Span(begin.toInstant().toEpochMilli(), end.toInstant().toEpochMilli());
    }

    private Duration length() {
        return onTheWall == null ? exact.plusDays(days) : onTheWall;
    }

    private static LocalDateTime at(long time) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(time, 1_000L), 0, ZoneOffset.UTC);
    }

    private static long millis(LocalDateTime local) {
        return local.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static ZoneId zone(String name) {
        if (!ZONES.contains(name)) {
            throw new UnsoundSchedule("zone", "must be the IANA name of a time zone, such as Europe/Berlin or UTC");
        }
        return ZoneId.of(name);
    }

    private static List<LocalDateTime> locals(List<String> times, String component) {
        if (times.size() > MOST_DATES) {
            throw new UnsoundSchedule(component, "must be at most " + MOST_DATES + " times");
        }
        return times.stream().map(time -> local(time, component)).toList();
    }

    private static LocalDateTime local(String text, String component) {
        try {
            LocalDateTime local = LocalDateTime.parse(text);
            if (local.isBefore(EARLIEST) || !local.isBefore(LATEST)) {
                throw new UnsoundSchedule(component, "must lie between 2000 and 2200");
            }
            if (local.equals(local.truncatedTo(ChronoUnit.SECONDS))) {
                return local;
            }
        } catch (DateTimeException e) {
            // The same as a time that is finer than seconds.
        }
        throw new UnsoundSchedule(component, "must be a local time without an offset, such as 2026-03-01T02:00");
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
