package dev.tutti.decision;

import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.fact.Service;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A calendar under test, turned at every boundary, and the facts that working memory would hold. */
final class Almanac {

    static final Schedule SUNDAY_NIGHTS = new Schedule(
            "Europe/Berlin", "2026-03-01T02:00", "2026-03-01T04:00", "", "FREQ=WEEKLY;BYDAY=SU", List.of(), List.of());

    private final Calendar calendar = new Calendar();
    private final FactChanges changes = new FactChanges();
    private final TreeMap<String, Fact> present = new TreeMap<>();
    private long now;
    private int turns;

    Almanac(String start) {
        now = millis(start);
    }

    Almanac at(String time) {
        return at(millis(time));
    }

    /** Goes on to this time, turning at each boundary on the way. */
    Almanac at(long time) {
        for (OptionalLong next = calendar.nextBoundary();
                next.isPresent() && next.getAsLong() <= time;
                next = calendar.nextBoundary()) {
            now = next.getAsLong();
            turns++;
            calendar.turn(now, changes);
            apply();
        }
        now = time;
        return this;
    }

    Almanac plan(Planned period) {
        calendar.plan(period, now, changes);
        return apply();
    }

    Almanac cancel(String id) {
        calendar.cancel("Planned:" + id, now, changes);
        return apply();
    }

    Almanac know(Service service) {
        calendar.know(service, now, changes);
        return apply();
    }

    Almanac know(String service, Criticality tier, String vertical) {
        return know(new Service(service, "olga", tier, vertical, DataClass.UNKNOWN, 0));
    }

    Almanac forget(String service) {
        calendar.forget(service, now, changes);
        return apply();
    }

    List<Fact> present() {
        return List.copyOf(present.values());
    }

    int turns() {
        return turns;
    }

    OptionalLong nextBoundary() {
        return calendar.nextBoundary();
    }

    private Almanac apply() {
        changes.removed().forEach(present::remove);
        changes.stated().forEach(fact -> present.put(fact.factId(), fact));
        changes.clear();
        return this;
    }

    static Planned freeze(String id, String service, String from, String until) {
        return new Planned(id, Period.CHANGE_FREEZE, service, millis(from), millis(until));
    }

    static Planned wide(String id, Period period, Criticality tier, String vertical, String from, String until) {
        return new Planned(
                id,
                period,
                "",
                millis(from),
                millis(until),
                tier,
                vertical,
                period == Period.ON_CALL ? "nora" : "",
                Schedule.NONE);
    }

    static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
