package dev.tutti.fact;

import java.util.List;
import java.util.Objects;

/**
 * When something takes place by the clocks of one place, once or again and again.
 *
 * <p><b>Local times.</b> As RFC 5545, section 3.3.5, has it, and java.time with it: a local time that is skipped when clocks go
 * forward is read with the offset before, so that 02:30 becomes 03:30; one that comes twice when clocks go back is the first of
 * the two.
 *
 * <p><b>Ends.</b> With {@code until} every one ends by the clock on the wall, so from 22:00 to 06:00 lasts seven hours in the
 * night in which clocks go forward. With {@code duration} weeks and days are counted by the calendar and hours, minutes and
 * seconds exactly. Should {@code until} not be after the beginning, because both lie about a skipped hour, it lasts as long as
 * it would on another day.
 *
 * @param zone by its IANA name, such as {@code Europe/Berlin}; {@code ""} in {@link #NONE} only
 * @param from local time at which the first one begins, such as {@code 2026-03-01T02:00}
 * @param until local time at which the first one ends; {@code ""} when there is a duration
 * @param duration such as {@code PT2H} or {@code P1D}; {@code ""} when there is an end
 * @param every a recurrence rule of RFC 5545, section 3.3.10, such as {@code FREQ=WEEKLY;BYDAY=SU}; {@code ""} for once
 * @param also further local times at which one begins, sorted
 * @param except local times at which none begins although the rule says so, sorted
 */
public record Schedule(
        String zone, String from, String until, String duration, String every, List<String> also, List<String> except) {

    /** Of what takes place between two points in time, whatever clocks show. */
    public static final Schedule NONE = new Schedule("", "", "", "", "", List.of(), List.of());

    public Schedule {
        also = sorted(also);
        except = sorted(except);
    }

    private static List<String> sorted(List<String> times) {
        return Objects.requireNonNullElse(times, List.<String>of()).stream()
                .distinct()
                .sorted()
                .toList();
    }
}
